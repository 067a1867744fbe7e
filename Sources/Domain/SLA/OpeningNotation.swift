/// The text notation of opening hours: `mon-fri 09:00-18:00, sat 10:00-12:00 14:00-17:00`, or `24/7`. A range whose end
/// precedes its start continues past midnight; several ranges of a day are separated by spaces.
package struct OpeningNotation: Sendable, Hashable {
    /// The names of the days, Monday first.
    package let days: [String]

    /// English names.
    package static let english = OpeningNotation(days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    /// French names.
    package static let french = OpeningNotation(days: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"])
    /// Always open.
    private static let always = "24/7"

    /// Formats hours, grouping consecutive days with the same hours.
    package func format(_ hours: OpeningHours) -> String {
        if hours == .always { return Self.always }
        let times = hours.days.map { $0.map(Self.text).joined(separator: " ") }
        var parts: [String] = []
        var first = 0
        while first < 7 {
            var last = first
            while last < 6, times[last + 1] == times[first] { last += 1 }
            if !times[first].isEmpty {
                let names = first == last ? days[first] : "\(days[first])-\(days[last])"
                parts.append("\(names) \(times[first])")
            }
            first = last + 1
        }
        return parts.joined(separator: ", ")
    }

    /// Parses hours with English or French day names; nil if the text is invalid or leaves nothing open.
    package static func hours(_ text: String) -> OpeningHours? {
        let text = text.lowercased()
        if text.split(separator: " ").joined() == always { return .always }
        var stretches: [Range<Int>] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let words = part.split(separator: " ")
            guard words.count > 1, let days = days(words[0]) else { return nil }
            for word in words.dropFirst() {
                guard let time = time(word) else { return nil }
                stretches += days.map { $0 * 1_440 + time.lowerBound..<$0 * 1_440 + time.upperBound }
            }
        }
        return OpeningHours(stretches)
    }

    private static func text(_ time: Range<Int>) -> String {
        let end = time.upperBound > 1_440 ? time.upperBound - 1_440 : time.upperBound
        return "\(clock(time.lowerBound))-\(clock(end))"
    }

    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// `mon`, `mon-fri`, or `sat-mon` over Sunday.
    private static func days(_ word: Substring) -> [Int]? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { day($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
        return (0...(last - first + 7) % 7).map { (first + $0) % 7 }
    }

    private static func day(_ word: Substring) -> Int? {
        [english, french].lazy.compactMap { names in
            names.days.firstIndex { word.count >= 3 && word.hasPrefix($0) }
        }.first
    }

    /// A range in minutes of the day; the end exceeds 1440 if it falls on the next day.
    private static func time(_ word: Substring) -> Range<Int>? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = minute(ends[0]), let end = minute(ends[1]), start < 1_440, start != end
        else { return nil }
        return start..<(end > start ? end : end + 1_440)
    }

    /// `9`, `09:00`, `9:30`, up to `24:00`.
    private static func minute(_ word: Substring) -> Int? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isWholeNumber) }),
            let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0, minute < 60
        else { return nil }
        let total = hour * 60 + minute
        return total <= 1_440 ? total : nil
    }
}
