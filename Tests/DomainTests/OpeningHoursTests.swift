import Domain
import Testing

@Suite("Opening hours")
struct OpeningHoursTests {
    @Test(
        "come back from text as they went in",
        arguments: [
            "24/7", "mon-fri 09:00-18:00", "mon-thu 09:00-12:30 14:00-18:00, sat 10:00-14:00", "fri-sat 22:00-02:00",
            "sun 22:00-02:00", "mon-sun 20:00-04:00", "wed 00:00-24:00",
        ]
    )
    func roundTrip(text: String) throws {
        let hours = try #require(OpeningNotation.hours(text))
        #expect(OpeningNotation.english.format(hours) == text)
        #expect(OpeningNotation.hours(OpeningNotation.french.format(hours)) == hours)
    }

    @Test("are read as people write them; what overlaps becomes one")
    func reading() throws {
        func text(_ words: String) -> String? { OpeningNotation.hours(words).map(OpeningNotation.english.format) }
        #expect(text("Lundi-Vendredi 9-18; sam 10:00-14:00") == "mon-fri 09:00-18:00, sat 10:00-14:00")
        #expect(text("sat-mon 9-12") == "mon 09:00-12:00, sat-sun 09:00-12:00")
        #expect(text("mon 9-12 11-14, mon 14-15") == "mon 09:00-15:00")
        #expect(text("mon-sun 0-24") == "24/7")
        #expect(OpeningNotation.hours("sun 22:00-02:00")?.intervals == [0..<120, 9_960..<10_080])
        for wrong in [
            "", "mon", "9-18", "mon 9", "mon 9-9", "mon 25-26", "mon 9:60-10", "xyz 9-10", "mon-tue-wed 9-10",
            "mon 24-25",
        ] {
            #expect(text(wrong) == nil, "\(wrong)")
        }
    }

    @Test("A day comes back from its text; what is no day isn't one")
    func days() throws {
        for days in stride(from: -354_000, to: 100_000, by: 997) {
            #expect(CalendarDay(iso: CalendarDay(days: days).iso)?.days == days)
        }
        for wrong in ["2026-02-30", "2026-13-01", "2026-1-1", "20260101", "2026-01-0x", "-026-01-01", ""] {
            #expect(CalendarDay(iso: wrong) == nil, "\(wrong)")
        }
    }

    @Test("A deadline is near in the last fifth of its time, and in the last ten minutes at the latest")
    func nearness() {
        func deadline(_ minutes: Int64) -> Deadline {
            Deadline(kind: .answer, at: Timestamp(seconds: minutes * 60), since: Timestamp(seconds: 0))
        }
        func at(_ minutes: Int64) -> Timestamp { Timestamp(seconds: minutes * 60) }
        #expect(deadline(480).status(at: at(384)) == .onTrack)
        #expect(deadline(480).status(at: at(385)) == .dueSoon)
        #expect(deadline(15).status(at: at(5)) == .onTrack)
        #expect(deadline(15).status(at: at(6)) == .dueSoon)
        #expect(deadline(15).status(at: at(16)) == .overdue)
    }
}
