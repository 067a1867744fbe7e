import Domain
import Text

/// Canned replies: choosing one while writing, looking after them, and what the server answers.
extension State {
    /// Opens the choice of a reply for the text being written; what was read before is there at once.
    mutating func chooseCannedReply() -> [Effect] {
        guard let conversation = composer?.conversation else { return [] }
        return present(CannedReplyPicker(conversation: conversation)) + [.cannedReplies(.read)]
    }

    /// Opens the list of replies, to add, change and delete.
    mutating func manageCannedReplies() -> [Effect] {
        present(CannedRepliesPage()) + [.cannedReplies(.read)]
    }

    /// Puts a text at the cursor of the draft that it was chosen for, as one change that can be undone.
    mutating func insert(_ text: String, into conversation: Identifier<Conversation>) -> [Effect] {
        overlay = nil
        guard composer?.conversation == conversation else { return [] }
        composer?.editor.paste(text)
        return composerChanged()
    }

    mutating func handle(_ answer: CannedRepliesResponse) -> [Effect] {
        switch answer {
        case .read(.success(let replies)):
            self.cannedReplies = replies
            return []
        case .read(.failure(let failure)):
            if failure != .offline { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
            return []
        case .saved(.success):
            closeSentForm(CannedReplyForm.self)
            showNotice(CannedReplyPhrase.saved)
            return [.cannedReplies(.read)]
        case .saved(.failure(let failure)):
            showCannedReplyFailure(failure)
            return [.cannedReplies(.read)]
        case .deleted(.success):
            showNotice(CannedReplyPhrase.deleted)
            return [.cannedReplies(.read)]
        case .deleted(.failure(let failure)):
            showNotice(
                failure == .refused(.conflict) ? CannedReplyPhrase.changedMeanwhile : .failed(failure),
                severity: .warning
            )
            return [.cannedReplies(.read)]
        }
    }

    private mutating func showCannedReplyFailure(_ failure: Failure) {
        guard let form = page(CannedReplyForm.self), form.form.isSending else {
            showNotice(CannedReplyPhrase.failed(failure), severity: .warning)
            return
        }
        let field: CannedReplyForm.Name? = failure == .refused(.alreadyExists) ? .name : nil
        overlay = .page(form.rejected(with: language.safe(CannedReplyPhrase.failed(failure)), at: field))
    }
}

extension State {
    /// What a reply's variables stand for in the open conversation, as far as it is known.
    func replyValues(in language: String?) -> [ReplyVariable: String] {
        guard let thread else { return [:] }
        let panel = thread.panel?.panel
        let stay = (
            checkIn: panel?.reservation?.checkIn ?? thread.conversation.checkIn,
            checkOut: panel?.reservation?.checkOut ?? thread.conversation.checkOut
        )
        var values: [ReplyVariable: String] = [:]
        func set(_ variable: ReplyVariable, _ text: UntrustedText?) {
            // One line of what can be seen: what a channel wrote into a name goes out again as little as it is shown.
            values[variable] = text.map { SafeText($0).plain }
        }
        set(.guestName, thread.conversation.guestName ?? panel?.guest?.name)
        set(.guestFirstName, panel?.guest?.firstName)
        set(.guestLastName, panel?.guest?.lastName)
        set(.propertyName, panel?.property?.name ?? thread.conversation.propertyName)
        set(.propertyAddress, panel?.property?.address)
        set(.agentName, user?.name)
        values[.checkIn] = stay.checkIn?.longFormat(in: language)
        values[.checkOut] = stay.checkOut?.longFormat(in: language)
        if let checkIn = stay.checkIn, let checkOut = stay.checkOut {
            values[.nights] = "\(checkOut.days - checkIn.days)"
        }
        values[.people] = panel?.reservation?.guests.map { "\($0)" }
        return values
    }

    /// A reply's text, filled for the open conversation.
    func filled(_ reply: CannedReply) -> String {
        ReplyTemplate(reply.body.original).filled(replyValues(in: reply.language ?? guestLanguage))
    }

    /// The language of the open conversation's guest by ISO 639; nil where nobody knows.
    var guestLanguage: String? {
        let guest = thread?.panel?.panel.guest
        return guest?.language ?? GuestLanguage.suggested(byPhone: guest?.phone)
    }
}
