import HTTP
import Testing

@Suite("Which addresses a webhook may reach")
struct AddressPolicyTests {
    @Test(
        "Loopback, private, link-local, metadata and reserved addresses are refused, in whichever form",
        arguments: [
            "127.0.0.1", "127.255.0.9", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fc00::1", "fd12:3456::1",
            "fe80::1",
            "fec0::1", "ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
            "192.88.99.1", "2001::1", "3fff::1", "5f00::1", "::ffff:0:7f00:1",
        ]
    )
    func refused(text: String) throws {
        #expect(!AddressPolicy().allows(try #require(IPAddress(text))))
    }

    @Test(
        "Public addresses are allowed",
        arguments: [
            "1.1.1.1", "172.15.255.255", "172.32.0.1", "192.167.255.255", "100.128.0.1", "169.253.0.1", "9.255.255.255",
            "2606:4700::1111", "2a00:1450:4007::200e", "64:ff9b::101:101", "2002:101:101::1", "::ffff:8.8.8.8",
        ]
    )
    func allowed(text: String) throws {
        #expect(AddressPolicy().allows(try #require(IPAddress(text))))
    }

    @Test("An administrator's networks are allowed, to the bit, and nothing beside them")
    func networks() throws {
        let policy = AddressPolicy(allowing: ["10.20.0.0/15", "fd00:1::/32", "127.0.0.1"].compactMap { IPNetwork($0) })
        for text in ["10.20.0.1", "10.21.255.255", "::ffff:10.20.0.1", "fd00:1:2::3", "127.0.0.1", "64:ff9b::a14:1"] {
            #expect(policy.allows(try #require(IPAddress(text))), "\(text)")
        }
        for text in ["10.19.255.255", "10.22.0.0", "fd00:2::1", "127.0.0.2"] {
            #expect(!policy.allows(try #require(IPAddress(text))), "\(text)")
        }
    }

    @Test(
        "What isn't an address or a network is none",
        arguments: ["", "10", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "a/8", "10.0.0.0/8/8"]
    )
    func unreadable(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
