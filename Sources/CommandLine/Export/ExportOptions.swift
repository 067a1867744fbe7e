import ArgumentParser
import Domain

/// How an export is written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// For spreadsheets: a head line, then a line each.
    case csv
    /// For programs: an object on a line each.
    case json
}

/// The choice of an export's format.
struct ExportOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: "csv, or json with one object on each line.")
    var output = ExportFormat.csv
}

/// A moment in the past: a day such as 2026-11-01 (from midnight UTC), or 90m, 24h, 7d ago.
struct PastTime: ExpressibleByArgument {
    private enum Kind {
        case day(CalendarDay)
        case ago(seconds: Int64)
    }
    private let kind: Kind

    init?(argument: String) {
        if let day = CalendarDay(iso: argument) {
            kind = .day(day)
            return
        }
        let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int32(argument.dropLast()), count > 0
        else { return nil }
        kind = .ago(seconds: Int64(count) * unit)
    }

    /// The moment, seen from `now`.
    func timestamp(now: Timestamp) -> Timestamp {
        switch kind {
        case .day(let day): Timestamp(seconds: Int64(day.days) * 86_400)
        case .ago(let seconds): now + .seconds(-seconds)
        }
    }
}
