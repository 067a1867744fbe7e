import Console
import Domain
import Screen
import Testing

@Suite("The table of commands")
struct CommandTableTests {
    @Test("Every command stands in it once, in one context at least, with a key")
    func complete() {
        #expect(CommandTable.entries.map(\.command.name).sorted() == Command.allCases.map(\.name).sorted())
        for entry in CommandTable.entries {
            #expect(!entry.contexts.isEmpty)
            #expect(!entry.keys.isEmpty, "\(entry.command)")
        }
    }

    @Test("No key means two things in a context", arguments: Context.allCases)
    func unambiguous(context: Context) {
        let keys = CommandTable.entries.filter { $0.contexts.contains(context) }.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test("In the composer no command has a key that types, or that the editor needs")
    func composer() {
        let keys = CommandTable.entries.filter { $0.contexts.contains(.composer) }.flatMap(\.keys)
        let editing: [Key] = [
            .enter, .backspace, .delete, .left, .right, .up, .down, .home, .end, .control("A"), .control("E"),
            .control("W"), .control("U"), .control("K"), .control("Y"),
        ]
        for key in keys {
            #expect(key.typed == nil)
            #expect(!editing.contains(key), "\(key)")
        }
    }

    @Test("No key needs Alt, and none is one that a terminal can't send apart")
    func sendable() throws {
        for entry in CommandTable.entries {
            for key in entry.keys {
                #expect(!key.modifiers.contains(.alt))
                #expect(try KeyNotation.key(key.description) == key)
            }
        }
    }

    @Test("Names are unique, in small letters and hyphens")
    func names() {
        let names = Command.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0 == "-" || $0.isLowercase } })
    }

    @Test("No name that somebody's keys.yaml may hold is lost")
    func oldNames() {
        let old: Set = [
            "account", "answer-times", "assign", "back", "change-priority", "change-state", "change-tags",
            "choose-views", "choose-zones", "claim", "cycle-order", "discard-draft", "earlier-view", "edit-details",
            "edit-externally", "filter", "half-page-down", "half-page-up", "help", "insert-reply", "keep-draft",
            "last-view", "later-view", "manage-replies", "mark", "mark-all", "mark-range", "merge", "move-down",
            "move-first", "move-last", "move-up", "next-conversation", "next-pane", "next-unread", "note", "open",
            "page-down", "page-up", "palette", "people", "previous-conversation", "previous-pane", "quit", "redraw",
            "refresh", "release", "reply", "search-messages", "send", "send-and-wait", "show-audit", "show-finished",
            "show-mine", "show-open", "show-skipped", "show-unassigned", "suspend", "switch-channel", "switch-kind",
            "take-next", "toggle-panel", "transfer", "undo", "write-query",
        ]
        #expect(old.subtracting(Command.allCases.map(\.name)).isEmpty)
    }

    @Test("Titles and explanations are there in both languages, and the explanations are translated")
    func texts() {
        for command in Command.allCases {
            let explanation = CommandPhrase.explanation(command)
            #expect(!explanation.english.isEmpty && !explanation.french.isEmpty)
            #expect(explanation.english != explanation.french, "\(command)")
            #expect(!CommandPhrase.title(command).english.isEmpty && !CommandPhrase.title(command).french.isEmpty)
        }
        for group in CommandGroup.allCases {
            #expect(!CommandPhrase.group(group).english.isEmpty && !CommandPhrase.group(group).french.isEmpty)
        }
    }

    @Test("What destroys asks first")
    func destructive() throws {
        #expect(CommandTable.entries.filter(\.isDestructive).map(\.command) == [.composer(.discardDraft)])
    }

    @Test("What the footer hints at depends on the conversation and the user alone: only then is it drawn anew")
    func footerIsSimple() {
        let elsewhere: [Command] = [
            .assignment(.undo), .assignment(.showSkipped), .merging(.merge), .merging(.switchChannel), .views(.last),
            .views(.earlier), .views(.later),
        ]
        for entry in CommandTable.entries where elsewhere.contains(entry.command) {
            #expect(entry.footerRank == nil, "\(entry.command)")
        }
    }

    @Test("The footer fits at every width, shows whole hints, and only what can be done here")
    func footer() throws {
        for language in Language.allCases {
            for (keys, context) in [("", Context.inbox), ("Enter", .thread), ("r", .composer)] {
                var house = ConsoleHarness(columns: 80, rows: 10, language: language)
                if !keys.isEmpty { try house.press(keys) }
                for columns in 40...200 {
                    house.resize(columns, 10)
                    try expectFooter(house, context: context)
                }
            }
        }
    }

    private func expectFooter(_ house: ConsoleHarness, context: Context) throws {
        let footer = try #require(house.canvas.lines.last)
        #expect(!footer.contains("…"))
        let language = house.state.language
        let hints = CommandTable.entries.filter { $0.contexts.contains(context) }.map { entry in
            "\(language.name(of: Chord(entry.keys[0]))) \(language.text(CommandPhrase.title(entry.command)))"
        }
        let shown = footer.split(separator: "  ").map { $0.split(separator: " ").joined(separator: " ") }
        for hint in shown where !hint.isEmpty { #expect(hints.contains(hint), "\(hint) at \(footer)") }
        #expect(shown.count > 1)
    }

    @Test("Help lists every command and can be read to its end", arguments: [(40, 10), (80, 24), (120, 40), (120, 12)])
    func help(columns: Int, rows: Int) throws {
        var house = ConsoleHarness(columns: columns, rows: rows, role: .superviseur)
        try house.press("?")
        var pages = house.screen
        var last = ""
        while last != house.screen {
            last = house.screen
            try house.press("Down")
            pages += house.screen
        }
        let words = pages.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        for command in Command.allCases {
            let explanation = CommandPhrase.explanation(command).english
            // In two columns the rest of it stands behind what the other one says.
            if columns < 110 {
                #expect(words.contains(explanation), "\(command)")
            } else {
                #expect(pages.contains(explanation.prefix(12)), "\(command)")
            }
        }
        #expect(!pages.contains("…"), "what is long goes on in the next row")
        try house.press("Up")
        #expect(house.screen != last || columns >= 120 && rows >= 40, "no key is lost at the end")
    }

    @Test("The palette offers what is valid here, except moving about")
    func palette() throws {
        var house = ConsoleHarness(columns: 120, rows: 60)
        try house.press(":")
        for entry in CommandTable.entries {
            house.type(CommandPhrase.title(entry.command).english)
            let first = house.canvas.lines.first { $0.contains("▌") && $0.contains("  ") && !$0.contains("Sofia") }
            let isMoving = entry.command.name.contains("move") || entry.command.name.contains("page")
            if entry.contexts.contains(.inbox), !isMoving, entry.command != .console(.palette) {
                #expect(first != nil || house.screen.contains(CommandPhrase.title(entry.command).english))
            }
            house.dispatch(.input(.key(.control("U"))))
        }
    }

    @Test("Choosing in the palette does what the key does")
    func paletteChoice() throws {
        var house = ConsoleHarness(columns: 120, rows: 40)
        try house.press("^K")
        house.type("unassigned")
        try house.press("Enter")
        #expect(house.state.inbox.query.assignment == .unassigned)
        #expect(house.state.overlay == nil)
    }
}
