extension CommandPhrase {
    package var english: String {
        switch self {
        case .group(.moving): "Moving"
        case .group(.browsing): "Looking"
        case .group(.conversation): "Conversation"
        case .group(.bulk): "Many at once"
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
        case .nextPane: ("next pane", "move the focus on")
        case .previousPane: ("previous pane", "move the focus back")
        case .nextConversation: ("next", "open the next conversation of the list")
        case .previousConversation: ("previous", "open the previous conversation of the list")
        case .nextUnread: ("next unread", "to the next conversation with unread messages")
        case .showMine: ("mine", "my open conversations")
        case .showUnassigned: ("unassigned", "open conversations that are nobody's")
        case .showOpen: ("open", "everybody's open conversations")
        case .showFinished: ("finished", "resolved and closed conversations")
        case .filter: ("states", "choose states and priorities")
        case .chooseZones: ("zones", "choose zones by what waits in them")
        case .writeQuery: ("filter", "write a filter: zone:marrakech_* priority:>=high")
        case .searchMessages: ("search", "look for messages by their words")
        case .showAudit: ("audit trail", "who changed what and when, of the open conversation or of everything")
        case .chooseViews: ("views", "open a saved view; save, change or remove one")
        case .lastView: ("last view", "to and fro between the last two views")
        case .earlierView: ("earlier view", "back through the views looked at")
        case .laterView: ("later view", "forward through them again")
        case .answerTimes: ("answer times", "how soon guests are answered, and by which calendars")
        case .people: ("people", "who works here: roles, logins, sessions")
        case .account: ("me", "your name, telephone, password, and what you may do")
        case .cycleOrder: ("order", "by priority, activity or deadline")
        case .togglePanel: ("details", "show or hide guest, stay and property")
        case .takeNext: ("take next", "take what waits most urgently, and open it")
        case .reply: ("reply", "answer the guest; claims what is nobody's")
        case .note: ("note", "write an internal note, never sent to the guest")
        case .claim: ("claim", "take the conversation")
        case .release: ("release", "give the conversation back to the queue")
        case .transfer: ("transfer", "pass the conversation on, with a reason")
        case .assign: ("assign", "decide whose the conversation is, or all that are marked")
        case .changeState: ("state", "change the state")
        case .changePriority: ("priority", "change the priority")
        case .changeTags: ("tags", "change the tags")
        case .mark: ("mark", "mark or unmark, and go on; then a s p t act on all marked")
        case .markRange: ("range", "begin or end a range of marks")
        case .markAll: ("mark all that match", "mark everything that matches the filter")
        case .undo: ("undo", "take the last change of many back, for some seconds")
        case .showSkipped: ("left alone", "what the last change left as it is, and why")
        case .send: ("send", "send the reply, or keep the note")
        case .sendAndWait: ("send and wait", "send; the conversation then waits for the guest")
        case .insertReply: ("canned replies", "insert a canned reply, filled in for this guest")
        case .merge: ("merge", "show the marked as one, or the guest's conversations to merge or take apart")
        case .switchChannel: ("channel", "write by the next channel of a merged thread")
        case .switchKind: ("reply ⇄ note", "make it a note, or a reply")
        case .editExternally: ("editor", "write in your own $EDITOR")
        case .discardDraft: ("discard", "throw the draft away")
        case .keepDraft: ("keep draft", "leave; the draft stays")
        case .manageReplies: ("canned replies", "add, change and delete canned replies")
        case .editDetails: ("details", "change guest, stay, property; all conversations of the guest")
        case .refresh: ("refresh", "read the screen anew, and try a lost line now")
        case .redraw: ("redraw", "paint the screen anew")
        case .help: ("help", "all keys")
        case .palette: ("command", "find a command by name")
        case .suspend: ("suspend", "back to the shell; fg returns")
        case .quit: ("quit", "leave riad")
        }
    }
}
