/// A PostgreSQL type OID; built-in OIDs are the same on every server.
package struct TypeID: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let bool = TypeID(rawValue: 16)
    package static let name = TypeID(rawValue: 19)
    package static let int8 = TypeID(rawValue: 20)
    package static let int2 = TypeID(rawValue: 21)
    package static let int4 = TypeID(rawValue: 23)
    package static let text = TypeID(rawValue: 25)
    package static let oid = TypeID(rawValue: 26)
    package static let json = TypeID(rawValue: 114)
    package static let float4 = TypeID(rawValue: 700)
    package static let float8 = TypeID(rawValue: 701)
    package static let unknown = TypeID(rawValue: 705)
    package static let bpchar = TypeID(rawValue: 1042)
    package static let varchar = TypeID(rawValue: 1043)
    package static let date = TypeID(rawValue: 1082)
    package static let timestamptz = TypeID(rawValue: 1184)
    package static let uuid = TypeID(rawValue: 2950)
    package static let jsonb = TypeID(rawValue: 3802)
    package static let boolArray = TypeID(rawValue: 1000)
    package static let int2Array = TypeID(rawValue: 1005)
    package static let int4Array = TypeID(rawValue: 1007)
    package static let textArray = TypeID(rawValue: 1009)
    package static let int8Array = TypeID(rawValue: 1016)
    package static let timestamptzArray = TypeID(rawValue: 1185)
    package static let dateArray = TypeID(rawValue: 1182)
    package static let uuidArray = TypeID(rawValue: 2951)
    package static let jsonbArray = TypeID(rawValue: 3807)

    /// Whether the type is user-defined, such as an enum, rather than built in.
    package var isUserDefined: Bool { rawValue >= 16_384 }

    /// Whether its binary form is plain text. User-defined types count: in this schema they are enums.
    var isTextual: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .json, .unknown: true
        default: isUserDefined
        }
    }
}
