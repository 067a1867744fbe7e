import Console
import Domain
import Screen
import Testing
import Text

@Suite("Hostile text from outside")
struct HostileTextTests {
    /// What a guest may put where a name, a message or a file's name belongs.
    static let texts: [String] = [
        "",
        "\u{1b}[2J\u{1b}[31mred\u{1b}]0;title\u{7}",
        "\u{9b}31mC1 \u{9d}0;x\u{9c} \u{85}next",
        "\u{202e}txet desrever\u{202c} \u{2066}isolate\u{2069}",
        "line\nbreak\r\nand\ttab\u{2028}sep\u{2029}par\u{b}vt\u{c}ff\0nul",
        "漢字かな交じり文と絵文字👨‍👩‍👧‍👦🏳️‍🌈",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308} zalgo",
        "\u{301}\u{200d}\u{fe0f}\u{200b}\u{feff}\u{e0001}begins with marks",
        String(repeating: "x", count: 10_000),
        String(repeating: "漢", count: 10_000),
        "أمينة العلوي \u{200f}שלום",
        "🇫🇷🇲🇦👍🏽\u{1f3fd}",
    ]

    private func house(_ text: String, columns: Int, rows: Int) -> ConsoleHarness {
        var conversations = ConsoleHarness.guests
        for index in conversations.indices {
            conversations[index].guestName = UntrustedText(text)
            conversations[index].propertyName = UntrustedText(text)
            conversations[index].lastMessage = UntrustedText(text)
            conversations[index].assigneeName = UntrustedText(text)
            conversations[index].tags = [UntrustedText(text), UntrustedText("wifi")]
            conversations[index].zone = text
            conversations[index].assignee = ConsoleHarness.fatima
            conversations[index].channel = .other(text)
        }
        let messages = [
            ConsoleHarness.message(1, .guest, text, text, minutesAgo: 40, attachments: [text, text]),
            ConsoleHarness.message(2, .system, text, text, minutesAgo: 30),
            ConsoleHarness.message(3, .agent, text, text, minutesAgo: 20, note: true),
            ConsoleHarness.message(4, .other(text), text, text, minutesAgo: 10, delivery: .failed),
        ]
        var house = ConsoleHarness(
            columns: columns,
            rows: rows,
            conversations: conversations,
            messages: [conversations[0].id: messages]
        )
        house.claims = [UntrustedText(text)]
        return house
    }

    @Test("No control ever reaches a cell, and every row has exactly its cells", arguments: texts.indices)
    func cells(number: Int) throws {
        for (columns, rows) in [(40, 10), (80, 24), (99, 14), (120, 40), (200, 50)] {
            var house = house(Self.texts[number], columns: columns, rows: rows)
            expectClean(house.canvas)
            try house.press("Enter")
            expectClean(house.canvas)
            try house.press("PgUp", "g", "i")
            house.dispatch(.input(.paste(Self.texts[number])))
            expectClean(house.canvas)
            try house.press("Esc", "s")
            expectClean(house.canvas)
            house.dispatch(
                .changes(
                    .completed(.tags([]), on: ConsoleHarness.guests[0].id, .failure(.unexpected(Self.texts[number])))
                )
            )
            house.dispatch(.noticed(SafeText(UntrustedText(Self.texts[number]))))
            expectClean(house.canvas)
        }
    }

    private func expectClean(_ canvas: Canvas) {
        for (row, line) in canvas.lines.enumerated() {
            #expect(line.unicodeScalars.allSatisfy { !Self.isHostile($0) }, "row \(row)")
        }
        for row in 0..<canvas.size.rows {
            var column = 0
            while column < canvas.size.columns {
                let glyph = canvas.glyph(at: Point(column: column, row: row))
                let isWhole = glyph != .continuation
                #expect(isWhole, "half a glyph at \(column), \(row)")
                let next = canvas.glyph(at: Point(column: column + 1, row: row))
                column += next == .continuation ? 2 : 1
            }
            #expect(column == canvas.size.columns, "row \(row)")
        }
    }

    private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200b, 0x200e...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
            0xe0000...0xe0fff:
            true
        default: false
        }
    }

    @Test("Nothing is drawn outside of its pane: the rules between them stay whole", arguments: texts.indices)
    func panes(number: Int) throws {
        for (columns, rows) in [(120, 40), (200, 50), (100, 14)] {
            var clean = house("Sofia", columns: columns, rows: rows)
            var hostile = house(Self.texts[number], columns: columns, rows: rows)
            try clean.press("Enter")
            try hostile.press("Enter")
            #expect(
                Self.rules(of: hostile.canvas, like: clean.canvas) == Self.rules(of: clean.canvas, like: clean.canvas)
            )
        }
    }

    /// The places of the vertical rules and of the whole first and last horizontal ones.
    private static func rules(of canvas: Canvas, like other: Canvas) -> [String] {
        let places = other.bounds.rows.flatMap { row in
            other.bounds.columns.map { Point(column: $0, row: row) }
        }.filter { point in
            guard let glyph = other.glyph(at: point) else { return false }
            return [Glyph("│"), Glyph("┬"), Glyph("┴")].contains(glyph)
        }
        return places.map { point in
            var text = "\(point.column),\(point.row) "
            canvas.glyph(at: point)?.write(into: &text)
            return text
        }
    }

    @Test("The title holds no control either", arguments: texts.indices)
    func title(number: Int) throws {
        var house = house(Self.texts[number], columns: 80, rows: 24)
        try house.press("Enter")
        for case .setTitle(let title) in house.done {
            #expect(title.plain.unicodeScalars.allSatisfy { !Self.isHostile($0) })
        }
    }

    @Test("A tag is edited as it is read, and typed controls stay out of it")
    func tags() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("t")
        house.dispatch(.input(.paste("wi\u{1b}fi\nurgent")))
        try house.press("Enter")
        #expect(
            house.done.contains { effect in
                if case .changes(.change(.tags(let tags), _, _, _)) = effect {
                    tags == ["wifi", "urgent"]
                } else {
                    false
                }
            }
        )
    }
}
