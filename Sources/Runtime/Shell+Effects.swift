import Console
import Domain
import Loop
import Postgres
import Text

/// What the state asks for, done.
extension Shell {
    func perform(_ effect: Effect) {
        switch effect {
        case .readInbox, .readCounters, .readTags, .searchMessages, .readConversation, .readConversations,
            .readThread, .readPanel, .markRead,
            .records, .presence, .audit, .change, .steer, .replies, .answerTimes, .people, .views, .merging:
            ask(effect)
        case .cancelSearch: slowLine.cancel()
        case .enqueue(let message): sender.enqueue(message)
        case .wake(let pause): wake(after: pause)
        case .keepDraft(let draft): journal?.keep(draft)
        case .dropDraft(let conversation): journal?.dropDraft(conversation)
        case .editExternally(let draft): editExternally(draft)
        case .setTitle(let text): terminal.title(text.isEmpty ? "riad" : SafeText("riad · ") + text)
        case .redraw: terminal.redraw()
        case .reconnect: line.open()
        case .suspend: suspend()
        case .quit: end(.left)
        }
    }

    private func editExternally(_ draft: Draft) {
        let editor = ExternalEditor(environment: options.environment)
        let edited = terminal.outside { editor.edit(draft) }
        happen(.editorClosed(edited))
        happen(.input(.resized(terminal.resize())))
        happen(.catchUpFell)
    }

    /// The journal of this person, with what an earlier run left in it.
    func openJournal(of reader: Reader) {
        guard journal == nil, let folder = options.places.map({ "\($0.state)/\(reader.id)" }) else { return }
        let answers = loop.mailbox(of: Journal.Answer.self) { [unowned self] in sender.take($0) }
        let opened = Journal(folder: folder, answers: answers)
        journal = opened
        sender.journal = opened
        let kept = opened.restore()
        happen(.restored(drafts: kept.drafts, queue: kept.queue))
        sender.restore(kept.queue)
    }
}
