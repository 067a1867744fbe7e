import Screen

extension Command {
    /// Writing replies and notes.
    package enum Composer: String, CommandArea {
        case reply
        case note
        case resend
        case send
        case sendAndWait = "send-and-wait"
        case switchKind = "switch-kind"
        case editExternally = "edit-externally"
        case keepDraft = "keep-draft"
        case discardDraft = "discard-draft"
    }
}

extension Command.Composer {
    /// The entries of starting to write.
    static let starting: [CommandEntry] = [
        CommandEntry(
            .composer(.reply),
            .conversation,
            in: .reading,
            keys: [.character("r")],
            needs: .reply,
            onConversation: true,
            footer: 20
        ),
        CommandEntry(
            .composer(.note),
            .conversation,
            in: .reading,
            keys: [.character("i")],
            needs: .writeNotes,
            onConversation: true,
            footer: 25
        ),
        CommandEntry(
            .composer(.resend),
            .conversation,
            in: [.thread],
            keys: [.character("F")],
            needs: .reply,
            onConversation: true
        ),
    ]

    /// The entries of sending.
    static let sending: [CommandEntry] = [
        CommandEntry(.composer(.send), .writing, in: [.composer], keys: [.control("S")], footer: 10),
        CommandEntry(
            .composer(.sendAndWait),
            .writing,
            in: [.composer],
            keys: [.control("T")],
            needs: .changeState,
            footer: 20
        ),
    ]

    /// The entry of switching between reply and note.
    static let switching: [CommandEntry] = [
        CommandEntry(.composer(.switchKind), .writing, in: [.composer], keys: [.control("N")], footer: 30)
    ]

    /// The entries of leaving the composer.
    static let leaving: [CommandEntry] = [
        CommandEntry(.composer(.editExternally), .writing, in: [.composer], keys: [.control("O")], footer: 40),
        CommandEntry(.composer(.keepDraft), .writing, in: [.composer], keys: [.escape], footer: 50),
        CommandEntry(.composer(.discardDraft), .writing, in: [.composer], keys: [.control("X")], isDestructive: true),
    ]

    package var english: CommandWords {
        switch self {
        case .reply: ("reply", "reply to the guest; claims it if unassigned")
        case .note: ("note", "write an internal note, never sent to the guest")
        case .resend: ("send again", "send the last failed reply again")
        case .send: ("send", "send the reply, or save the note")
        case .sendAndWait: ("send and wait", "send; the conversation then waits for the guest")
        case .switchKind: ("reply ⇄ note", "switch between reply and note")
        case .editExternally: ("editor", "write in your $EDITOR")
        case .keepDraft: ("keep draft", "leave; the draft is kept")
        case .discardDraft: ("discard", "discard the draft")
        }
    }

    package var french: CommandWords {
        switch self {
        case .reply: ("répondre", "répondre au client ; prend la conversation si elle est libre")
        case .note: ("note", "écrire une note interne, jamais envoyée au client")
        case .resend: ("renvoyer", "renvoyer la dernière réponse non remise")
        case .send: ("envoyer", "envoyer la réponse, ou enregistrer la note")
        case .sendAndWait: ("envoyer, attendre", "envoyer ; la conversation attend alors le client")
        case .switchKind: ("réponse ⇄ note", "en faire une note, ou une réponse")
        case .editExternally: ("éditeur", "écrire dans votre $EDITOR")
        case .keepDraft: ("garder", "sortir ; le brouillon reste")
        case .discardDraft: ("jeter", "jeter le brouillon")
        }
    }
}

extension State {
    mutating func perform(_ command: Command.Composer, using generator: inout some RandomNumberGenerator) -> [Effect] {
        switch command {
        case .reply: startWriting(.reply)
        case .note: startWriting(.note)
        case .resend: resendFailed(using: &generator)
        case .send: enqueueMessage(waitingForGuest: false, using: &generator)
        case .sendAndWait: enqueueMessage(waitingForGuest: true, using: &generator)
        case .switchKind: toggleNote()
        case .editExternally: editExternally()
        case .keepDraft: closeComposer()
        case .discardDraft: confirmDiscard()
        }
    }

    /// Returns why a command isn't available; nil if nothing but the user's rights may stand against it.
    func disabledReason(for command: Command.Composer, on row: ConversationRow?) -> OutcomePhrase? {
        switch command {
        case .reply, .note: row?.isArchived == true ? .archivedIsReadOnly : nil
        case .resend: row?.isArchived == true ? .archivedIsReadOnly : failedMessage == nil ? .nothingFailed : nil
        case .send, .sendAndWait, .switchKind, .editExternally, .keepDraft, .discardDraft: nil
        }
    }
}
