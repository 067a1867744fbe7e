import Domain
import Screen
import Text

/// A row in a list of a guest's conversations, on two lines, with enough detail to tell apart conversations of the same
/// day.
struct GuestConversationRow {
    /// The height of a row, in lines.
    static let height = 2

    let conversation: GuestConversation
    /// A symbol of one cell at the start.
    var symbol: SafeText = " "
    /// The symbol's style.
    var signInk = StyleRole.accent
    /// A word at the right edge; empty for none.
    var badge: SafeText = .empty

    /// The width of a box of such rows on a screen `columns` wide.
    static func boxWidth(on columns: Int) -> Int { min(100, max(76, columns - 16)) }

    /// The height of a box of `count` such rows on a screen `rows` high, limited to what fits.
    static func boxHeight(of count: Int, on rows: Int) -> Int {
        let most = max(1, (rows - 6) / height)
        return max(1, min(count, most)) * height
    }

    /// Draws the row on two lines.
    func draw(of state: State, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        let (first, second) = rect.splitTop(1)
        var line = LineWriter(first, ground: ground)
        var below = LineWriter(second.inset(left: 2), ground: ground)
        line.add(symbol, signInk, on: &canvas)
        line.skip(1)
        if rect.size.columns < Self.wholeWidth {
            drawNarrow(of: state, on: &line, &below, canvas: &canvas)
        } else {
            drawWhole(of: state, on: &line, &below, canvas: &canvas)
        }
        let ink: StyleRole = ground == .overlaySelected ? .overlay : .overlayDisabled
        let preview = conversation.lastMessageDetails.preview(of: conversation.lastMessage, in: state.language)
        below.add(preview, ink, on: &canvas)
    }

    private static let wholeWidth = 60
    private static let dayCells = 11
    private static let channelCells = 9

    /// Draws date, channel, property and state; below them the reservation's dates, with the last message under the
    /// property.
    private func drawWhole(of state: State, on line: inout LineWriter, _ below: inout LineWriter, canvas: inout Canvas)
    {
        let language = state.language
        let label = language.safe(ConversationPhrase.state(conversation.state))
        line.addRight(label, conversation.state.role, gap: 0, cells: 10, on: &canvas)
        line.skipRight(2)
        if !badge.isEmpty {
            below.addRight(badge, .accent, on: &canvas)
            below.skipRight(2)
        }
        let wall = state.clock.wallTime(at: conversation.lastMessageAt)
        line.addField(day(of: wall, in: state), .threadTime, cells: Self.dayCells, on: &canvas)
        line.addField(SafeText(trusted: wall.hourAndMinute), .threadTime, gap: 1, cells: 5, on: &canvas)
        let channel = language.safe(ConversationPhrase.channel(conversation.channel))
        line.addField(channel, .channel, gap: 2, cells: Self.channelCells, on: &canvas)
        line.skip(2)
        line.add(conversation.propertyName.map { SafeText($0) } ?? "–", .overlay, on: &canvas)
        below.addField(
            reservationDates,
            .overlayDisabled,
            cells: Self.dayCells + 1 + 5 + 2 + Self.channelCells + 2,
            on: &canvas
        )
    }

    private func drawNarrow(of state: State, on line: inout LineWriter, _ below: inout LineWriter, canvas: inout Canvas)
    {
        let language = state.language
        let wall = state.clock.wallTime(at: conversation.lastMessageAt)
        line.addRight(badge, .accent, on: &canvas)
        line.skipRight(1)
        line.add(day(of: wall, in: state) + " " + SafeText(trusted: wall.hourAndMinute), .threadTime, on: &canvas)
        line.add(language.safe(ConversationPhrase.channel(conversation.channel)), .channel, gap: 2, on: &canvas)
        below.add(language.safe(ConversationPhrase.state(conversation.state)), conversation.state.role, on: &canvas)
        below.skip(2)
    }

    private func day(of wall: WallTime, in state: State) -> SafeText {
        state.language.safe(GuestConversationPhrase.day(wall.day, today: state.clock.wallTime(at: state.now).day))
    }

    private var reservationDates: SafeText {
        guard let checkIn = conversation.checkIn, let checkOut = conversation.checkOut else { return .empty }
        return SafeText(trusted: "\(checkIn.iso) → \(checkOut.iso)")
    }
}

/// The texts of a list of a guest's conversations.
enum GuestConversationPhrase: Phrase {
    /// The day of the last message; includes the year unless it is the current one.
    case day(CalendarDay, today: CalendarDay)

    var english: String { said(by: \.english) { $0.english } }
    var french: String { said(by: \.french) { $0.french } }

    private func said(by phrase: (ThreadPhrase) -> String, date: (CalendarDay) -> String) -> String {
        switch self {
        case .day(let day, let today):
            if day == today { return phrase(.today) }
            if day.days == today.days - 1 { return phrase(.yesterday) }
            return day.civil.year == today.civil.year ? date(day) : day.iso
        }
    }
}

extension LineWriter {
    /// Writes a left-aligned field `cells` wide, truncated with an ellipsis.
    fileprivate mutating func addField(
        _ text: SafeText,
        _ ink: StyleRole,
        gap: Int = 0,
        cells: Int,
        on canvas: inout Canvas
    ) {
        let end = left + gap + cells
        add(text, ink, gap: gap, width: cells, on: &canvas)
        skip(max(0, end - left))
    }
}
