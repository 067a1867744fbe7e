/// The style roles' dotted names and parents, derived from the case names.
struct RoleTable {
    /// The names, indexed by role.
    let names: [String]
    /// The roles by name.
    let roles: [String: StyleRole]
    /// The parents, indexed by role.
    let parents: [StyleRole?]

    init() {
        let names = StyleRole.allCases.map { Self.dotted(String(describing: $0)) }
        let roles = Dictionary(uniqueKeysWithValues: zip(names, StyleRole.allCases))
        self.names = names
        self.roles = roles
        parents = zip(names, StyleRole.allCases).map { name, role in
            role == .text ? nil : Self.nearest(to: name, in: roles)
        }
    }

    /// `listRow` → `list.row`.
    private static func dotted(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            if (0x41...0x5A).contains(byte) { bytes.append(UInt8(ascii: ".")) }
            bytes.append(byte | 0x20)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func nearest(to name: String, in roles: [String: StyleRole]) -> StyleRole {
        var rest = name[...]
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            if let role = roles[String(rest)] { return role }
        }
        return .text
    }
}
