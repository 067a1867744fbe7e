import Screen

/// The rows of the rules below the header and above the footer.
package struct HorizontalRules: Sendable, Equatable {
    var top: Int
    var bottom: Int
}

/// Where everything stands on the screen.
package struct Panes: Sendable, Equatable {
    /// The smallest screen that the console draws on.
    static let smallest = Size(columns: 40, rows: 10)
    /// From so many columns on, list and thread stand side by side.
    static let splitColumns = 100
    /// From so many columns on, the details stand beside them.
    static let panelColumns = 150

    /// How wide the views at the left are.
    static let sidebarWidth = 30
    /// What list, thread and details need beside them, with the rules between, to be read without strain.
    private static let minimumWidthsBesideSidebar = (list: 44 + 1, thread: 64, panel: 38 + 1)

    /// The first row.
    var header: Rect
    /// The views; empty where there is no room for them.
    var sidebar: Rect
    /// The list; empty where the thread takes the screen.
    var list: Rect
    /// The lines above the thread that say whose it is.
    var title: Rect
    /// The thread's messages; empty where none is open.
    var thread: Rect
    /// Who else is in the conversation; empty where nobody is.
    var presence: Rect
    /// The composer with its rule; empty where nothing is written.
    var composer: Rect
    /// The details; empty where there is no room, or none wanted.
    var panel: Rect
    /// The last row.
    var footer: Rect
    /// The rows of the two horizontal rules; nil where the screen is too low for them.
    var rules: HorizontalRules?

    /// The text of the composer, below its rule.
    var composerText: Rect { composer.splitTop(1).rest.inset(left: 3, right: 1) }
    /// How wide the views are on a screen; 0 where list, thread or details would be cramped.
    static func viewsWidth(on size: Size, withThread: Bool, withPanel: Bool) -> Int {
        let room = minimumWidthsBesideSidebar
        let beside = withThread ? room.list + room.thread + (withPanel ? room.panel : 0) : 0
        return size.columns >= max(panelColumns, sidebarWidth + 1 + beside) ? sidebarWidth : 0
    }

    /// Whether nothing but the views stands beside the list: only whole rows of a screen can be moved, and the views alone
    /// cost less to draw again than the rows of the list.
    var isListAlone: Bool { title.isEmpty }
    /// Whether list and thread are both on the screen.
    var isSplit: Bool { !list.isEmpty && !title.isEmpty }
}

extension State {
    /// Where everything stands now.
    package var panes: Panes {
        let screen = Rect(size)
        let (header, belowHeader) = screen.splitTop(1)
        let (aboveFooter, footer) = belowHeader.splitBottom(1)
        let whole = hasRules ? aboveFooter.inset(top: 1, bottom: 1) : aboveFooter
        let width = Panes.viewsWidth(on: size, withThread: thread != nil, withPanel: showsPanel)
        let (views, right) = whole.splitLeft(width)
        let body = width > 0 ? right.splitLeft(1).rest : right
        let none = Rect(column: 0, row: 0, columns: 0, rows: 0)
        var panes = Panes(
            header: header,
            sidebar: views,
            list: body,
            title: none,
            thread: none,
            presence: none,
            composer: none,
            panel: none,
            footer: footer,
            rules: hasRules ? HorizontalRules(top: 1, bottom: size.rows - 2) : nil
        )
        guard thread != nil else { return panes }
        var beside = body
        if size.columns >= Panes.splitColumns {
            let (list, rest) = body.splitLeft(
                max(44, size.columns * 2 / 5 - (size.columns >= Panes.panelColumns ? 28 : 0))
            )
            panes.list = list
            beside = rest.splitLeft(1).rest
        } else {
            panes.list = none
        }
        if size.columns >= Panes.panelColumns, showsPanel {
            let (rest, panel) = beside.splitRight(38)
            beside = rest.splitRight(1).rest
            panes.panel = panel
        }
        splitThread(in: beside, of: &panes)
        return panes
    }

    private func splitThread(in pane: Rect, of panes: inout Panes) {
        let (title, messages) = pane.splitTop(pane.size.rows >= 10 ? 2 : 1)
        panes.title = title
        panes.thread = messages
        defer { splitPresence(in: &panes) }
        guard let composer, thread?.conversation.contains(composer.conversation) == true else { return }
        let most = max(2, min(messages.size.rows / 2, 12))
        let rows = composer.editor.rowCount(width: max(1, pane.size.columns - 4), limit: most)
        let (rest, box) = messages.splitBottom(1 + max(messages.size.rows >= 12 ? 3 : 1, min(rows, most)))
        panes.thread = rest
        panes.composer = box
    }

    /// The last line of the messages, where they have room to spare.
    private func splitPresence(in panes: inout Panes) {
        guard panes.thread.size.rows >= 5, presenceText != nil else { return }
        (panes.thread, panes.presence) = panes.thread.splitBottom(1)
    }

    /// How many conversations the list shows at once, where it shows.
    var listCapacity: Int { max(1, (size.rows - (hasRules ? 4 : 2)) / rowHeight) }

    /// The lines that a conversation takes in the list: two, or one where the screen is low.
    var rowHeight: Int { hasRules ? 2 : 1 }

    private var hasRules: Bool { size.rows >= 14 }
}
