import ArgumentParser
import Domain

/// The format of an export.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// For spreadsheets: a header line, then one line per row.
    case csv
    /// For programs: one object per line.
    case json
}

/// The option for the export's format.
struct ExportOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: "csv, or json with one object on each line.")
    var output = ExportFormat.csv
}

/// A time in the past: a date such as 2026-11-01 (midnight UTC), or a duration ago: 90m, 24h, 7d.
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

    /// The time, relative to `now`.
    func timestamp(now: Timestamp) -> Timestamp {
        switch kind {
        case .day(let day): Timestamp(seconds: Int64(day.days) * 86_400)
        case .ago(let seconds): now + .seconds(-seconds)
        }
    }
}
