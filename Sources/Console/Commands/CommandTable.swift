import Screen

/// The table of commands, in help order.
package enum CommandTable {
    private static let reading: Set<Context> = [.inbox, .thread]
    private static let all: Set<Context> = [.inbox, .thread, .composer]

    /// Every command, exactly once.
    package static let entries: [CommandEntry] = moving + looking + answering + marking + writing + everywhere

    /// The commands with a footer hint, in footer order.
    static let hints: [CommandEntry] = entries.filter { $0.footerRank != nil }
        .sorted { ($0.footerRank ?? 0) < ($1.footerRank ?? 0) }

    /// Returns a command's declaration.
    package static func entry(of command: Command) -> CommandEntry? {
        entries.first { $0.command == command }
    }

    private static let moving: [CommandEntry] = [
        CommandEntry(.moveDown, .moving, in: reading, keys: [.character("j"), .down]),
        CommandEntry(.moveUp, .moving, in: reading, keys: [.character("k"), .up]),
        CommandEntry(.moveFirst, .moving, in: reading, keys: [.character("g"), .home]),
        CommandEntry(.moveLast, .moving, in: reading, keys: [.character("G"), .end]),
        CommandEntry(.halfPageDown, .moving, in: reading, keys: [.control("D")]),
        CommandEntry(.halfPageUp, .moving, in: reading, keys: [.control("U")]),
        CommandEntry(.pageDown, .moving, in: reading, keys: [.pageDown, .control("F")]),
        CommandEntry(.pageUp, .moving, in: reading, keys: [.pageUp, .control("B")]),
        CommandEntry(.open, .moving, in: [.inbox], keys: [.enter, .right], onConversation: true, footer: 10),
        CommandEntry(.back, .moving, in: reading, keys: [.escape, .character("q"), .left], footer: 60),
        CommandEntry(.nextPane, .moving, in: reading, keys: [.tab]),
        CommandEntry(.previousPane, .moving, in: reading, keys: [.backtab]),
        CommandEntry(.nextConversation, .moving, in: [.thread], keys: [.character("J")], footer: 50),
        CommandEntry(.previousConversation, .moving, in: [.thread], keys: [.character("K")]),
        CommandEntry(.nextUnread, .moving, in: reading, keys: [.character("u")]),
    ]

    private static let looking: [CommandEntry] = [
        CommandEntry(.showMine, .browsing, in: [.inbox], keys: [.character("1")]),
        CommandEntry(.showUnassigned, .browsing, in: [.inbox], keys: [.character("2")]),
        CommandEntry(.showOpen, .browsing, in: [.inbox], keys: [.character("3")]),
        CommandEntry(.showFinished, .browsing, in: [.inbox], keys: [.character("4")]),
        CommandEntry(.filter, .browsing, in: [.inbox], keys: [.character("f")], footer: 42),
        CommandEntry(.chooseZones, .browsing, in: [.inbox], keys: [.character("w")], footer: 43),
        CommandEntry(.writeQuery, .browsing, in: [.inbox], keys: [.character("/")], footer: 32),
        CommandEntry(.searchMessages, .browsing, in: reading, keys: [.character("S")], footer: 47),
        CommandEntry(.cycleOrder, .browsing, in: [.inbox], keys: [.character("o")], footer: 45),
        CommandEntry(.showAudit, .browsing, in: reading, keys: [.character("L")], needs: .readAudit),
        CommandEntry(.chooseViews, .browsing, in: reading, keys: [.character("V")], footer: 44),
        CommandEntry(.lastView, .browsing, in: [.inbox], keys: [.character("-")]),
        CommandEntry(.earlierView, .browsing, in: [.inbox], keys: [.character("[")]),
        CommandEntry(.laterView, .browsing, in: [.inbox], keys: [.character("]")]),
        CommandEntry(.answerTimes, .browsing, in: reading, keys: [.character("A")], needs: .manageShared),
        CommandEntry(.people, .browsing, in: reading, keys: [.character("P")], needs: .giveRoles),
        CommandEntry(.account, .everywhere, in: reading, keys: [.character("M")]),
        CommandEntry(.togglePanel, .browsing, in: reading, keys: [.character("b")]),
    ]

    private static let answering: [CommandEntry] = [
        CommandEntry(.takeNext, .conversation, in: reading, keys: [.character("n")], needs: .claim, footer: 31),
        CommandEntry(
            .reply,
            .conversation,
            in: reading,
            keys: [.character("r")],
            needs: .reply,
            onConversation: true,
            footer: 20
        ),
        CommandEntry(
            .note,
            .conversation,
            in: reading,
            keys: [.character("i")],
            needs: .writeNotes,
            onConversation: true,
            footer: 25
        ),
        CommandEntry(
            .claim,
            .conversation,
            in: reading,
            keys: [.character("c")],
            needs: .claim,
            onConversation: true,
            footer: 30
        ),
        CommandEntry(
            .release,
            .conversation,
            in: reading,
            keys: [.character("x")],
            needs: .release,
            onConversation: true
        ),
        CommandEntry(
            .transfer,
            .conversation,
            in: reading,
            keys: [.character("T")],
            needs: .transfer,
            onConversation: true
        ),
        CommandEntry(
            .assign,
            .conversation,
            in: reading,
            keys: [.character("a")],
            needs: .assign,
            onConversation: true,
            footer: 33
        ),
        CommandEntry(
            .changeState,
            .conversation,
            in: reading,
            keys: [.character("s")],
            needs: .changeState,
            onConversation: true,
            footer: 35
        ),
        CommandEntry(
            .changePriority,
            .conversation,
            in: reading,
            keys: [.character("p")],
            needs: .changePriority,
            onConversation: true
        ),
        CommandEntry(
            .changeTags,
            .conversation,
            in: reading,
            keys: [.character("t")],
            needs: .changeTags,
            onConversation: true
        ),
        CommandEntry(
            .editDetails,
            .conversation,
            in: [.thread],
            keys: [.character("e")],
            needs: .readGuests,
            onConversation: true,
            footer: 37
        ),
    ]

    private static let marking: [CommandEntry] = [
        CommandEntry(.mark, .bulk, in: [.inbox], keys: [.space], needs: .actInBulk, onConversation: true),
        CommandEntry(
            .markRange,
            .bulk,
            in: [.inbox],
            keys: [.character("v")],
            needs: .actInBulk,
            onConversation: true
        ),
        CommandEntry(.markAll, .bulk, in: [.inbox], keys: [.character("*")], needs: .actInBulk),
        CommandEntry(
            .merge,
            .bulk,
            in: reading,
            keys: [.character("m")],
            needs: .actInBulk,
            onConversation: true
        ),
        CommandEntry(.undo, .bulk, in: reading, keys: [.character("z")], needs: .actInBulk),
        CommandEntry(.showSkipped, .bulk, in: reading, keys: [.character("y")], needs: .actInBulk),
    ]

    private static let writing: [CommandEntry] = [
        CommandEntry(.send, .writing, in: [.composer], keys: [.control("S")], footer: 10),
        CommandEntry(.sendAndWait, .writing, in: [.composer], keys: [.control("T")], needs: .changeState, footer: 20),
        CommandEntry(.insertReply, .writing, in: [.composer], keys: [.control("R")], footer: 25),
        CommandEntry(.switchKind, .writing, in: [.composer], keys: [.control("N")], footer: 30),
        CommandEntry(.switchChannel, .writing, in: [.composer], keys: [.control("V")]),
        CommandEntry(.editExternally, .writing, in: [.composer], keys: [.control("O")], footer: 40),
        CommandEntry(.keepDraft, .writing, in: [.composer], keys: [.escape], footer: 50),
        CommandEntry(.discardDraft, .writing, in: [.composer], keys: [.control("X")], isDestructive: true),
    ]

    private static let everywhere: [CommandEntry] = [
        CommandEntry(.manageReplies, .everywhere, in: reading, keys: [.character("R")]),
        CommandEntry(.help, .everywhere, in: reading, keys: [.character("?"), Key(.function(1))]),
        CommandEntry(.palette, .everywhere, in: reading, keys: [.character(":"), .control("K")]),
        CommandEntry(.refresh, .everywhere, in: reading, keys: [.control("R")]),
        CommandEntry(.redraw, .everywhere, in: all, keys: [.control("L")]),
        CommandEntry(.suspend, .everywhere, in: all, keys: [.control("Z")]),
        CommandEntry(.quit, .everywhere, in: all, keys: [.control("Q"), .control("C")]),
    ]
}
