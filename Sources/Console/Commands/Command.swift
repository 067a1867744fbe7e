/// Every command of the console. Key bindings, help, footer, palette and the README's key table are derived from
/// `CommandTable`.
package enum Command: String, Sendable, Hashable, CaseIterable {
    case moveDown, moveUp, moveFirst, moveLast, pageDown, pageUp, halfPageDown, halfPageUp
    case open, back, nextPane, previousPane, nextConversation, previousConversation, nextUnread
    case showMine, showUnassigned, showOpen, showFinished, filter, chooseZones, writeQuery, searchMessages
    case cycleOrder, chooseViews, lastView, earlierView, laterView, answerTimes, showAudit, people, account
    case takeNext, reply, note, claim, release, transfer, assign, changeState, changePriority, changeTags
    case mark, markRange, markAll, merge, undo, showSkipped
    case send, sendAndWait, insertReply, switchKind, switchChannel, editExternally, discardDraft, keepDraft
    case togglePanel, manageReplies, editDetails, refresh, redraw, help, palette, suspend, quit
}

extension Command {
    /// The name in configuration files and on the command line: `next-unread`.
    package var name: String {
        var words = ""
        for character in rawValue {
            if character.isUppercase { words.append("-") }
            words.append(contentsOf: character.lowercased())
        }
        return words
    }
}

/// Context of key bindings: what has the focus.
package enum Context: String, Sendable, Hashable, CaseIterable {
    /// The list of conversations.
    case inbox
    /// An open conversation.
    case thread
    /// A reply or note being written.
    case composer
}

/// Heading under which the help lists a command.
package enum CommandGroup: String, Sendable, Hashable, CaseIterable {
    case moving, browsing = "looking", conversation = "answering", bulk = "marking", writing, everywhere
}
