/// The opening hours of a calendar: intervals of the week in local time.
package struct OpeningHours: Sendable, Hashable {
    /// The minutes of a week.
    package static let week = 7 * day
    private static let day = 1_440

    /// The intervals in minutes from Monday 0:00, sorted, disjoint, within 0..<10080.
    package private(set) var intervals: [Range<Int>]

    /// Around the clock.
    package static let always = OpeningHours(stretches: [0..<week])

    /// Creates hours from intervals in any order. Merges those that overlap or touch; wraps those that pass the end of
    /// Sunday around to Monday. Nil if nothing is open.
    package init?(_ stretches: [Range<Int>]) {
        let pieces = stretches.flatMap { stretch -> [Range<Int>] in
            guard !stretch.isEmpty, stretch.lowerBound >= 0 else { return [] }
            if stretch.upperBound <= Self.week { return [stretch] }
            if stretch.count >= Self.week { return [0..<Self.week] }
            let start = stretch.lowerBound % Self.week
            let end = start + stretch.count
            return end <= Self.week ? [start..<end] : [start..<Self.week, 0..<(end - Self.week)]
        }
        var merged: [Range<Int>] = []
        for piece in pieces.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, piece.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
            } else {
                merged.append(piece)
            }
        }
        guard !merged.isEmpty else { return nil }
        self.init(stretches: merged)
    }

    private init(stretches: [Range<Int>]) {
        self.intervals = stretches
    }

    /// The intervals of each day, Monday first, in minutes of that day. An interval shorter than a day that crosses one
    /// midnight is listed on its first day and ends past 1440; a longer one is split at midnight.
    package var days: [[Range<Int>]] {
        var days = [[Range<Int>]](repeating: [], count: 7)
        for stretch in joinedAcrossSunday {
            var start = stretch.lowerBound
            while start < stretch.upperBound {
                let midnight = (start / Self.day + 1) * Self.day
                let fitsNight = stretch.count < Self.day && stretch.upperBound <= midnight + Self.day
                let end = fitsNight ? stretch.upperBound : min(stretch.upperBound, midnight)
                let offset = start / Self.day * Self.day
                days[start / Self.day % 7].append(start - offset..<end - offset)
                start = end
            }
        }
        return days.map { $0.sorted { $0.lowerBound < $1.lowerBound } }
    }

    /// Joins the two halves of an interval that crosses from Sunday to Monday.
    private var joinedAcrossSunday: [Range<Int>] {
        guard intervals.count > 1, let first = intervals.first, let last = intervals.last, first.lowerBound == 0,
            last.upperBound == Self.week, first.count + last.count < Self.day
        else { return intervals }
        return intervals.dropFirst().dropLast() + [last.lowerBound..<last.upperBound + first.count]
    }
}
