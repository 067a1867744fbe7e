/// Which addresses requests may connect to: the public internet, and private networks that were allowed.
package struct AddressPolicy: Sendable, Hashable {
    private let allowed: [IPNetwork]

    /// A policy that also allows these networks.
    package init(allowing networks: [IPNetwork] = []) {
        allowed = networks
    }

    /// Returns whether requests may connect to the address. An IPv6 address that carries an IPv4 one is as forbidden as
    /// the latter.
    package func allows(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if Self.reserved.contains(where: { $0.contains(address) }) { return false }
        return address.embedded.map(allows) ?? true
    }

    /// Loopback, private, link-local (metadata services among them), shared, documentation, benchmark, multicast and
    /// reserved networks; see the IANA special-purpose address registries.
    private static let reserved: [IPNetwork] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4", "::/127", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10",
        "ff00::/8",
    ].compactMap { IPNetwork($0) }
}
