import Postgres

/// The kind of a row, so that a guest and a property with the same number have different IDs.
enum RowKind: UInt64 {
    case organisation = 1
    case property, guest, reservation, conversation, message, person, profile, attachment, role
}

extension UUIDBytes {
    /// A row's ID, derived from its kind and number: the same seed yields the same IDs.
    static func row(_ kind: RowKind, _ number: Int, seed: UInt64) -> UUIDBytes {
        var random = SplitMix64(seed: seed ^ kind.rawValue &* 0xa24b_aed4_963e_e407, stream: UInt64(number))
        // Version 4, variant 1, like gen_random_uuid().
        return UUIDBytes(
            high: random.next() & 0xffff_ffff_ffff_0fff | 0x4000,
            low: random.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        )
    }
}
