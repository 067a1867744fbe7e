import Screen

/// The rows of the horizontal rules below the header and above the footer.
package struct HorizontalRules: Sendable, Equatable {
    var top: Int
    var bottom: Int
}

/// Layout of the panes on the screen.
package struct Panes: Sendable, Equatable {
    /// The smallest screen that the console draws on.
    static let smallest = Size(columns: 40, rows: 10)
    /// Minimum columns for showing list and thread side by side.
    static let splitColumns = 100
    /// Minimum columns for showing the details panel beside them.
    static let panelColumns = 150

    /// Width of the sidebar with the views, in columns.
    static let sidebarWidth = 30
    /// Comfortable minimum widths of list, thread and details beside the sidebar, rules included.
    private static let minimumWidthsBesideSidebar = (list: 44 + 1, thread: 64, panel: 38 + 1)

    /// The first row.
    var header: Rect
    /// The views; empty if there is no room for them.
    var sidebar: Rect
    /// The list; empty if the thread takes the whole screen.
    var list: Rect
    /// The title lines above the thread.
    var title: Rect
    /// The thread's messages; empty if none is open.
    var thread: Rect
    /// The line that names colleagues in the conversation; empty if there are none.
    var presence: Rect
    /// The composer with its rule; empty if nothing is being written.
    var composer: Rect
    /// The details panel; empty if there is no room, or it is switched off.
    var panel: Rect
    /// The last row.
    var footer: Rect
    /// The rows of the two horizontal rules; nil if the screen has too few rows for them.
    var rules: HorizontalRules?

    /// The text of the composer, below its rule.
    var composerText: Rect { composer.splitTop(1).rest.inset(left: 3, right: 1) }
    /// Returns the sidebar's width on a screen; 0 if it would cramp list, thread or details.
    static func viewsWidth(on size: Size, withThread: Bool, withPanel: Bool) -> Int {
        let room = minimumWidthsBesideSidebar
        let beside = withThread ? room.list + room.thread + (withPanel ? room.panel : 0) : 0
        return size.columns >= max(panelColumns, sidebarWidth + 1 + beside) ? sidebarWidth : 0
    }

    /// Whether only the sidebar stands beside the list. Terminals scroll whole rows only, and redrawing the sidebar
    /// costs less than redrawing the list's rows.
    var isListAlone: Bool { title.isEmpty }
    /// Whether list and thread are both on the screen.
    var isSplit: Bool { !list.isEmpty && !title.isEmpty }
}

extension State {
    /// The current layout.
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

    /// Gives the last row of the messages to presence, if they have rows to spare.
    private func splitPresence(in panes: inout Panes) {
        guard panes.thread.size.rows >= 5, presenceText != nil else { return }
        (panes.thread, panes.presence) = panes.thread.splitBottom(1)
    }

    /// How many conversations fit in the list.
    var listCapacity: Int { max(1, (size.rows - (hasRules ? 4 : 2)) / rowHeight) }

    /// Rows per conversation in the list: two, or one on a low screen.
    var rowHeight: Int { hasRules ? 2 : 1 }

    private var hasRules: Bool { size.rows >= 14 }
}
