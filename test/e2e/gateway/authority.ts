import { execFileSync } from "child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

/** A certificate for an IP address, its key, and the certificate of the authority that signed it, in PEM format. */
export interface Certificate {
    certificate: string;
    key: string;
    authority: string;
}

/** Whether openssl is on PATH. */
export function hasOpenssl(): boolean {
    try {
        execFileSync("openssl", ["version"], { stdio: "ignore" });
        return true;
    } catch {
        return false;
    }
}

/** Makes an authority and a certificate of it that are good for a day. */
export function makeCertificate(address: string): Certificate {
    const folder = mkdtempSync(join(tmpdir(), "multicluster-prometheus-tls-"));
    const path = (name: string) => join(folder, name);
    const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
    const newKey = (name: string) => ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path(`${name}.key`)];
    try {
        openssl("req", "-x509", ...newKey("authority"), "-out", path("authority.crt"), "-days", "1", "-subj", "/CN=end-to-end tests");
        openssl("req", ...newKey("gateway"), "-out", path("gateway.csr"), "-subj", "/CN=gateway");
        writeFileSync(path("extensions"), `subjectAltName=IP:${address}\n`);
        const signer = ["-CA", path("authority.crt"), "-CAkey", path("authority.key"), "-CAcreateserial"];
        openssl("x509", "-req", "-in", path("gateway.csr"), ...signer, "-days", "1", "-extfile", path("extensions"), "-out", path("gateway.crt"));
        const text = (name: string) => readFileSync(path(name), "utf8");
        return { certificate: text("gateway.crt"), key: text("gateway.key"), authority: text("authority.crt") };
    } finally {
        rmSync(folder, { recursive: true });
    }
}
