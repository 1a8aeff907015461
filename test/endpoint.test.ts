import { expect } from "chai";
import { isPrivateHost } from "../components/endpoint";

describe("isPrivateHost", () => {
    it("knows the private ranges and names", () => {
        for (const host of ["10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "100.64.0.1", "127.0.0.1", "::1", "fd00::1", "fe80::1", "gateway", "a.b.svc", "prometheus.corp.internal"]) {
            expect(isPrivateHost(host), host).to.equal(true);
        }
        for (const host of ["172.32.0.1", "11.0.0.1", "100.128.0.1", "203.0.113.10", "2001:db8::1", "prometheus.example.com", "svc.example.com"]) {
            expect(isPrivateHost(host), host).to.equal(false);
        }
    });
});
