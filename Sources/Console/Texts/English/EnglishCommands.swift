extension CommandPhrase {
    package var english: String {
        switch self {
        case .group(.moving): "Moving"
        case .group(.browsing): "Browsing"
        case .group(.conversation): "Conversation"
        case .group(.bulk): "Bulk actions"
        case .group(.writing): "Writing"
        case .group(.everywhere): "Everywhere"
        case .title(let command): Self.english(command).title
        case .explanation(let command): Self.english(command).explanation
        }
    }

    private typealias Words = (title: String, explanation: String)

    private static func english(_ command: Command) -> Words {
        switch command {
        case .moveDown: ("down", "one row or line down")
        case .moveUp: ("up", "one row or line up")
        case .moveFirst: ("first", "to the first row, or the thread's beginning")
        case .moveLast: ("last", "to the last row, or the latest message")
        case .pageDown: ("page down", "one screen down")
        case .pageUp: ("page up", "one screen up")
        case .halfPageDown: ("half down", "half a screen down")
        case .halfPageUp: ("half up", "half a screen up")
        case .open: ("open", "open the selected conversation")
        case .back: ("back", "unmark; back to the list; from there, ask to leave")
        case .nextPane: ("next pane", "focus the next pane")
        case .previousPane: ("previous pane", "focus the previous pane")
        case .nextConversation: ("next", "open the next conversation of the list")
        case .previousConversation: ("previous", "open the previous conversation of the list")
        case .nextUnread: ("next unread", "to the next conversation with unread messages")
        case .showMine: ("mine", "my open conversations")
        case .showUnassigned: ("unassigned", "open unassigned conversations")
        case .showOpen: ("open", "all open conversations")
        case .showFinished: ("finished", "resolved and closed conversations")
        case .filter: ("states", "choose states and priorities")
        case .chooseZones: ("zones", "choose zones by workload")
        case .writeQuery: ("filter", "write a filter: zone:marrakech_* priority:>=high")
        case .searchMessages: ("search", "search the text of messages")
        case .showAudit: ("audit trail", "who changed what and when, of the open conversation or of everything")
        case .chooseViews: ("views", "open, save, change or remove a saved view")
        case .lastView: ("last view", "switch between the last two views")
        case .earlierView: ("earlier view", "back in the view history")
        case .laterView: ("later view", "forward in the view history")
        case .answerTimes: ("answer times", "answer time targets, and the calendars they count by")
        case .people: ("people", "who works here: roles, logins, sessions")
        case .account: ("me", "your name, telephone, password and rights")
        case .cycleOrder: ("order", "by priority, activity or deadline")
        case .togglePanel: ("details", "show or hide guest, stay and property")
        case .takeNext: ("take next", "claim and open the most urgent conversation")
        case .reply: ("reply", "reply to the guest; claims it if unassigned")
        case .note: ("note", "write an internal note, never sent to the guest")
        case .claim: ("claim", "claim the conversation")
        case .release: ("release", "return the conversation to the queue")
        case .transfer: ("transfer", "hand the conversation over, with a reason")
        case .assign: ("assign", "assign the conversation, or all marked ones")
        case .changeState: ("state", "change the state")
        case .changePriority: ("priority", "change the priority")
        case .changeTags: ("tags", "change the tags")
        case .mark: ("mark", "mark or unmark, and move on; a s p t then act on all marked")
        case .markRange: ("range", "begin or end a range of marks")
        case .markAll: ("mark all matches", "mark everything that matches the filter")
        case .undo: ("undo", "undo the last bulk change, for a few seconds")
        case .showSkipped: ("skipped", "what the last change skipped, and why")
        case .send: ("send", "send the reply, or save the note")
        case .sendAndWait: ("send and wait", "send; the conversation then waits for the guest")
        case .insertReply: ("canned replies", "insert a canned reply, filled in for this guest")
        case .merge: ("merge", "merge the marked ones, or list the guest's conversations to merge or unmerge")
        case .switchChannel: ("channel", "reply on the next channel of a merged thread")
        case .switchKind: ("reply ⇄ note", "switch between reply and note")
        case .editExternally: ("editor", "write in your $EDITOR")
        case .discardDraft: ("discard", "discard the draft")
        case .keepDraft: ("keep draft", "leave; the draft is kept")
        case .manageReplies: ("canned replies", "add, change and delete canned replies")
        case .editDetails: ("details", "edit guest, stay, property; all the guest's conversations")
        case .refresh: ("refresh", "reload the screen; if offline, reconnect now")
        case .redraw: ("redraw", "redraw the screen")
        case .help: ("help", "all keys")
        case .palette: ("command", "find a command by name")
        case .suspend: ("suspend", "back to the shell; fg returns")
        case .quit: ("quit", "leave riad")
        }
    }
}
