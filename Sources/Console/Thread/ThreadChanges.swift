import Domain
import Text

/// What happened beside a window of messages, handed out in their order.
struct ThreadChanges {
    /// The lines not handed out yet, oldest first.
    private var rest: ArraySlice<Timeline.Line>
    /// Whether those between two messages become one line that says how many they are.
    let areFolded: Bool
    /// The key that folds and unfolds them.
    let key: String

    init(lines: [Timeline.Line], areFolded: Bool, key: String) {
        rest = lines[...]
        self.areFolded = areFolded
        self.key = key
    }

    /// Removes and returns what happened up to a moment.
    mutating func next(upTo moment: Timestamp) -> ArraySlice<Timeline.Line> {
        let next = rest.prefix { $0.entry.at <= moment }
        rest = rest.dropFirst(next.count)
        return next
    }
}

extension ThreadLayout {
    /// Appends what happened between two messages, with a rule before each day, and a blank line.
    func append(
        _ shown: ArraySlice<Timeline.Line>,
        of changes: ThreadChanges,
        after day: inout CalendarDay?,
        to lines: inout [ThreadLine]
    ) {
        guard let last = shown.last else { return }
        let folded = language.safe(ChangePhrase.folded(shown.count, key: changes.key))
        for line in changes.areFolded ? [last] : Array(shown) {
            let wall = clock.wallTime(at: line.entry.at)
            if wall.day != day {
                lines.append(dayLine(wall))
                day = wall.day
            }
            append(changes.areFolded ? folded : line.text, at: wall, to: &lines)
        }
        lines.append(ThreadLine())
    }

    private func append(_ text: SafeText, at wall: WallTime, to lines: inout [ThreadLine]) {
        for (index, row) in text.rows(width: max(8, bodyWidth - 2)).enumerated() {
            var line = ThreadLine(indent: indent + 2, glyphs: text.glyphs[row], ink: .threadSystem, isChange: true)
            if index == 0, width >= 44 {
                line.indent = 1
                line.glyphs = SafeText(trusted: wall.hourAndMinute).glyphs[...]
                line.ink = .threadTime
                line.second = "· " + SafeText(trusted: String(text.glyphs[row]))
                line.secondInk = .threadSystem
            } else if index == 0 {
                line.indent = indent
                line.glyphs = ("· " + SafeText(trusted: String(text.glyphs[row]))).glyphs[...]
            }
            lines.append(line)
        }
    }

    /// The rule before the messages that were unread when the thread was opened.
    var unreadLine: ThreadLine {
        ThreadLine(right: language.safe(ChangePhrase.unread), rightInk: .listUnread, hasRule: true)
    }
}

extension ThreadState {
    /// The number of the first message that was unread when the thread was opened; nil if there was none, or if it
    /// lies before the window.
    var firstUnread: Int64? {
        guard let unreadAfter, let first = entries.first?.message.sequence else { return nil }
        guard first <= unreadAfter || !hasBefore else { return nil }
        return entries.first { $0.message.sequence > unreadAfter }?.message.sequence
    }
}

extension ThreadLine {
    /// Whether nothing is drawn on it.
    var isBlank: Bool { glyphs.isEmpty && second.isEmpty && right.isEmpty && !hasRule && !hasNoteBar }
}
