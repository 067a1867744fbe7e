/// An address that may be handed to another program: `http` or `https`, with a host, of visible ASCII alone.
package struct WebLink: Sendable, Hashable {
    /// The address as it is handed over.
    package let address: String

    /// Returns nil for anything else, such as `file:`, an option of the program, or an address with a blank in it.
    package init?(_ text: UntrustedText) {
        let text = text.original
        guard text.utf8.count <= 4_000, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !host.isEmpty, !host.contains("@"), host.first != "-" else { return nil }
        guard !text.contains(where: { "\"'`\\<>{}|^".contains($0) }) else { return nil }
        address = text
    }

    /// A map of a place.
    package init(latitude: Double, longitude: Double) {
        address =
            "https://www.openstreetmap.org/?mlat=\(latitude)&mlon=\(longitude)#map=17/\(latitude)/\(longitude)"
    }
}
