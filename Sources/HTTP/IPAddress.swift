import Glibc

/// An IPv4 or IPv6 address. An IPv4 address, also one mapped into IPv6, is kept in its mapped form, so that both compare
/// equal.
package struct IPAddress: Sendable, Hashable {
    /// The sixteen bytes of the IPv6 form.
    let bytes: [UInt8]

    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// Parses dotted decimal or colon-separated notation; nil for anything else.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    /// The address of a socket address; nil for other families than IPv4 and IPv6.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Self($0.pointee.sin_addr) }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { Self($0.pointee.sin6_addr) }
        default: return nil
        }
    }

    private init(_ four: in_addr) {
        bytes = Self.mappedPrefix + withUnsafeBytes(of: four.s_addr) { Array($0) }
    }

    private init(_ six: in6_addr) {
        bytes = withUnsafeBytes(of: six) { Array($0) }
    }

    /// Whether this is an IPv4 address.
    var isIPv4: Bool { Array(bytes[..<12]) == Self.mappedPrefix }

    /// The IPv4 address that an IPv6 one carries, by NAT64 (RFC 6052), 6to4 (RFC 3056) or the obsolete compatible form;
    /// nil if it carries none.
    var embedded: IPAddress? {
        let nat64: [UInt8] = [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
        let start: Int
        if Array(bytes[..<12]) == nat64 || bytes[..<12].allSatisfy({ $0 == 0 }) {
            start = 12
        } else if bytes[0] == 0x20, bytes[1] == 0x02 {
            start = 2
        } else {
            return nil
        }
        return IPAddress(bytes: Self.mappedPrefix + bytes[start..<start + 4])
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let source = isIPv4 ? Array(bytes[12...]) : bytes
        inet_ntop(isIPv4 ? AF_INET : AF_INET6, source, &buffer, socklen_t(buffer.count))
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A network in CIDR notation.
package struct IPNetwork: Sendable, Hashable {
    private let address: IPAddress
    /// The prefix's length in the address's IPv6 form.
    private let prefixLength: Int

    /// Parses an address with an optional prefix length, such as `10.0.0.0/8`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        let width = address.isIPv4 ? 32 : 128
        guard let length = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(length) else { return nil }
        self.address = address
        prefixLength = 128 - width + length
    }

    /// Returns whether the address is part of the network.
    package func contains(_ other: IPAddress) -> Bool {
        let whole = prefixLength / 8
        guard address.bytes[..<whole] == other.bytes[..<whole] else { return false }
        let rest = prefixLength % 8
        return rest == 0 || (address.bytes[whole] ^ other.bytes[whole]) >> (8 - rest) == 0
    }
}
