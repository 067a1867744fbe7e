import Domain
import Text

/// Choosing and managing canned replies, and the server's responses.
extension State {
    /// Opens the picker for the text being written, with the replies read before, and re-reads them.
    mutating func chooseCannedReply() -> [Effect] {
        guard let conversation = composer?.conversation else { return [] }
        return present(CannedReplyPicker(conversation: conversation)) + [.cannedReplies(.read)]
    }

    /// Opens the list of replies, to add, change and delete.
    mutating func manageCannedReplies() -> [Effect] {
        present(CannedRepliesPage()) + [.cannedReplies(.read)]
    }

    /// Inserts a text at the cursor of the conversation's draft, as one undoable edit; does nothing if another draft
    /// is open.
    mutating func insert(_ text: String, into conversation: Identifier<Conversation>) -> [Effect] {
        overlay = nil
        guard composer?.conversation == conversation else { return [] }
        composer?.editor.paste(text)
        return composerChanged()
    }

    mutating func handle(_ event: CannedRepliesEvent) -> [Effect] {
        switch event {
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
        guard let form = overlay(of: CannedReplyForm.self), form.form.isSending else {
            showNotice(CannedReplyPhrase.failed(failure), severity: .warning)
            return
        }
        let field: CannedReplyForm.Name? = failure == .refused(.alreadyExists) ? .name : nil
        overlay = form.rejected(with: language.safe(CannedReplyPhrase.failed(failure)), at: field)
    }
}

extension State {
    /// Returns the known values of a reply's variables for the open conversation.
    func replyValues(in language: String?) -> [ReplyVariable: String] {
        guard let thread else { return [:] }
        let panel = thread.panel?.panel
        // Of a cancelled stay nothing is filled in, and of the panel nothing once the conversation is about another stay.
        let isStale =
            !thread.conversation.isMerged && panel?.property?.name != nil && thread.conversation.propertyName != nil
            && panel?.property?.name != thread.conversation.propertyName
        let isCancelled = panel?.reservation?.isCancelled == true
        let reservation = isStale || isCancelled ? nil : panel?.reservation
        let property = isStale || isCancelled ? nil : panel?.property
        let stay = (
            checkIn: reservation?.checkIn ?? thread.conversation.checkIn,
            checkOut: reservation?.checkOut ?? thread.conversation.checkOut
        )
        var values: [ReplyVariable: String] = [:]
        func set(_ variable: ReplyVariable, _ text: UntrustedText?) {
            // One line of visible characters only: whatever else a channel put into a name must not go out again.
            values[variable] = text.map { SafeText($0).plain }
        }
        set(.guestName, thread.conversation.guestName ?? panel?.guest?.name)
        set(.guestFirstName, panel?.guest?.firstName)
        set(.guestLastName, panel?.guest?.lastName)
        set(.propertyName, property?.name ?? (isCancelled ? nil : thread.conversation.propertyName))
        set(.propertyAddress, property?.address)
        set(.agentName, user?.name)
        values[.checkIn] = stay.checkIn?.longFormat(in: language)
        values[.checkOut] = stay.checkOut?.longFormat(in: language)
        if let checkIn = stay.checkIn, let checkOut = stay.checkOut {
            values[.nights] = "\(checkOut.days - checkIn.days)"
        }
        values[.people] = reservation?.guests.map { "\($0)" }
        return values
    }

    /// Returns a reply's text with its variables filled in for the open conversation.
    func filled(_ reply: CannedReply) -> String {
        ReplyTemplate(reply.body.original).filled(replyValues(in: reply.language ?? guestLanguage))
    }

    /// The ISO 639 language of the open conversation's guest, from their profile or else suggested by their phone
    /// number; nil if unknown.
    var guestLanguage: String? {
        let guest = thread?.panel?.panel.guest
        return guest?.language ?? GuestLanguage.suggested(byPhone: guest?.phone)
    }
}
