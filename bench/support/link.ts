import { AddressInfo, connect, createServer, Server, Socket } from "net";

/** The way from an edge to a receiver's port: as long as a network's, counted, and cut at will. */
export class Link {
    /** Bytes that the edge has sent. */
    sentBytes = 0;
    private readonly server: Server;
    private readonly sockets = new Set<Socket>();
    private port = 0;

    private constructor(
        private readonly to: URL,
        private readonly roundTripMs: number,
    ) {
        this.server = createServer((edge) => this.join(edge));
    }

    /** Opens a way to a URL's port. */
    static async open(to: string, roundTripMs: number): Promise<Link> {
        const link = new Link(new URL(to), roundTripMs);
        await link.listen();
        return link;
    }

    /** The URL as it is reached this way. */
    get url(): string {
        return `http://127.0.0.1:${this.port}${this.to.pathname}`;
    }

    /** From now on each connection is refused. */
    cut(): Promise<void> {
        const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
        this.sockets.forEach((socket) => socket.destroy());
        return closed;
    }

    /** Mends it. */
    restore(): Promise<void> {
        return this.listen();
    }

    private listen(): Promise<void> {
        return new Promise((resolve, reject) => {
            this.server.once("error", reject).listen(this.port, "127.0.0.1", () => {
                this.port = (this.server.address() as AddressInfo).port;
                resolve();
            });
        });
    }

    private join(edge: Socket): void {
        const receiver = connect(Number(this.to.port), this.to.hostname);
        edge.on("data", (bytes) => {
            this.sentBytes += bytes.length;
        });
        for (const [from, to] of [[edge, receiver], [receiver, edge]]) {
            this.sockets.add(from);
            from.setNoDelay(true);
            from.on("data", (bytes) => setTimeout(() => to.writable && to.write(bytes), this.roundTripMs / 2));
            from.on("error", () => from.destroy());
            from.on("close", () => {
                this.sockets.delete(from);
                setTimeout(() => to.destroy(), this.roundTripMs / 2);
            });
        }
    }
}
