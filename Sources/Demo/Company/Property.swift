/// A property of the company: an apartment or a riad.
struct Property: Sendable {
    let number: Int
    /// The zone's number in the database, from 1.
    let zone: Int
    let quarter: ZoneProfile
    let name: String
    let address: String
    let latitude: Double
    let longitude: Double
    let amenities: [String]
    let code: Int

    private static let zonesOfSixty: [Int] = {
        let spread = ZoneProfile.all.enumerated().map { index, quarter in
            (0..<quarter.share).map { (place: Double($0 * 2 + 1) / Double(quarter.share), zone: index) }
        }
        return spread.joined().sorted { $0.place < $1.place || ($0.place == $1.place && $0.zone < $1.zone) }.map(\.zone)
    }()

    /// Property `number` of the company, from 0.
    init(number: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed ^ 0x9072, stream: UInt64(number))
        let place = Self.zonesOfSixty[number % Self.zonesOfSixty.count]
        let quarter = ZoneProfile.all[place]
        let earlier = Self.zonesOfSixty.prefix(number % Self.zonesOfSixty.count).count { $0 == place }
        let ordinal = earlier + number / Self.zonesOfSixty.count * quarter.share
        let stem = quarter.names[ordinal % quarter.names.count]
        let floor = ordinal / quarter.names.count
        self.number = number
        self.quarter = quarter
        zone = place + 1
        name =
            quarter.hasRiads
            ? floor == 0 ? stem : "\(stem) \(floor + 1)"
            : "\(stem) \(floor + 1)\(["A", "B", "C", "D"][ordinal % 4])"
        address = "\(random.within(1...180)) \(random.pick(quarter.streets)), \(quarter.city)"
        latitude = quarter.latitude + Double(random.within(-900...900)) / 100_000
        longitude = quarter.longitude + Double(random.within(-900...900)) / 100_000
        amenities = Self.common + Self.rare.filter { _ in random.chance(35) }
        code = random.within(1_000...9_999)
    }

    private static let common = ["wifi", "kitchen", "linen"]
    private static let rare = [
        "air_conditioning", "parking", "pool", "rooftop", "hammam", "sea_view", "lift", "washing_machine", "baby_bed",
        "fireplace", "workspace",
    ]
}
