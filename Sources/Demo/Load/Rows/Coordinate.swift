import Postgres

/// A latitude or longitude with five decimals; numeric on the wire.
struct Coordinate: PostgresEncodable {
    private let hundredThousandths: Int

    init(_ value: Double) {
        hundredThousandths = Int((value * 100_000).rounded())
    }

    static var postgresType: TypeID { TypeID(rawValue: 1_700) }

    /// Numeric's binary form: base-10,000 digits, preceded by their count, the first digit's weight, sign and display
    /// scale.
    func encode(into bytes: inout [UInt8]) {
        let whole = hundredThousandths.magnitude / 100_000
        let decimals = hundredThousandths.magnitude % 100_000 * 1_000
        let words = [3, 0, hundredThousandths < 0 ? 0x4000 : 0, 5, whole, decimals / 10_000, decimals % 10_000]
        for word in words {
            bytes.append(UInt8(word >> 8))
            bytes.append(UInt8(word & 0xff))
        }
    }
}
