import Postgres

/// What a row is, so that a guest and a property of the same number have different ids.
enum RowKind: UInt64 {
    case organisation = 1
    case property, guest, reservation, conversation, message, person, profile, attachment, role
}

extension UUIDBytes {
    /// A row's id, made from what it is and its number: the same seed names the same rows.
    static func row(_ kind: RowKind, _ number: Int, seed: UInt64) -> UUIDBytes {
        var random = SplitMix64(seed: seed ^ kind.rawValue &* 0xa24b_aed4_963e_e407, stream: UInt64(number))
        // Version 4, variant 1, as gen_random_uuid() makes them.
        return UUIDBytes(
            high: random.next() & 0xffff_ffff_ffff_0fff | 0x4000,
            low: random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        )
    }
}
