import Postgres
import Testing

@testable import Demo

@Suite("The generator's numbers and dates")
struct GeneratorTests {
    @Test("SplitMix64 gives its reference numbers")
    func reference() {
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        #expect((0..<3).map { _ in random.next() } == expected)
    }

    @Test(
        "An instant knows its day and hour",
        arguments: [
            (0, 1970, 1, 1, 0), (951_782_400, 2000, 2, 29, 0), (-1, 1969, 12, 31, 23), (1_795_490_700, 2026, 11, 24, 3),
        ]
    )
    func civil(seconds: Int, year: Int, month: Int, day: Int, hour: Int) {
        let civil = UnixTime(seconds: seconds).civil
        #expect([civil.year, civil.month, civil.day, civil.hour] == [year, month, day, hour])
    }

    @Test("Morocco's midnight is an hour before Greenwich's")
    func midnight() {
        let instant = UnixTime(seconds: 1_795_490_700)
        #expect(instant.localMidnight.civil.hour == 23)
        #expect((0..<UnixTime.day).contains(instant - instant.localMidnight))
        #expect(instant.local.hour == 4)
    }

    @Test("Rows have ids of version 4, each its own")
    func identifiers() {
        let ids = (0..<2_000).flatMap { number in
            [UUIDBytes.row(.guest, number, seed: 1), .row(.property, number, seed: 1), .row(.guest, number, seed: 2)]
        }
        #expect(Set(ids).count == 6_000)
        #expect(ids.allSatisfy { $0.high & 0xf000 == 0x4000 && $0.low >> 62 == 2 })
    }

    @Test("A template keeps what it doesn't know and fills the rest")
    func templates() {
        let line = Template("{guest}: {unknown} {n} {").filled { $0 == .guest ? "Ana" : "3" }
        #expect(line == "Ana: {unknown} 3 {")
    }
}
