import Domain

extension OutcomePhrase {
    package var english: String {
        switch self {
        case .notYourRole(let capability): "\(Self.english(capability)): your role may not."
        case .assigneeOnly(let assignee):
            assignee.isEmpty
                ? "Only its assignee may; c claims it." : "It is \(assignee.plain)'s; only the assignee may."
        case .nothingSelected: "No conversation is selected."
        case .archivedIsReadOnly: "It is archived and takes nothing more."
        case .alreadyYours: "It is yours already."
        case .alreadyAssigned(let name): name.isEmpty ? "It is somebody else's." : "It is \(name.plain)'s."
        case .noUnread: "Nothing unread below."
        case .nothingToUndo: "There is nothing to undo."
        case .tooLateToUndo: "Too late to undo."
        case .changePending: "The last change isn't answered yet."
        case .nothingSkipped: "Nothing was left alone."
        case .notOneGuest: "Only conversations of one guest can be merged."
        case .noGuestKnown: "The channel gave no guest: nothing to merge with."
        case .oneChannel: "This thread has one channel only."
        case .oneAtATime: "That is done one at a time: a assigns all that are marked, Esc unmarks them."
        case .noAlternateView: "There is no view to go back to."
        case .noPreviousView: "This is the first view that the list showed."
        case .noNextView: "This is the latest view that the list showed."
        case .guestWrote: "The guest wrote meanwhile: read, then finish it."
        case .claimed: "Yours now."
        case .released: "Released to the queue."
        case .stateChanged(let state): "Now \(ConversationPhrase.state(state).english)."
        case .priorityChanged(let priority): "Priority is \(priority.label) now."
        case .tagsChanged: "Tags changed."
        case .failed(let failure): Self.english(failure)
        case .messageReturned(let failure): "Not sent. \(Self.english(failure)) Your text is back in the draft."
        case .draftDiscarded: "Draft thrown away."
        case .notSavedToDisk(let reason): "It could not be kept on disk (\(reason)): don't leave before it is sent."
        case .willBeSent: "Kept; it goes out as soon as the line is back."
        }
    }

    private static func english(_ failure: Failure) -> String {
        switch failure {
        case .refused(let refusal): refusal.english
        case .invalidValue: "A value doesn't fit: check what was entered."
        case .duplicate: "There is one like it already: look at that one first."
        case .timedOut: "The server took too long; try again."
        case .conflict: "Somebody changed the same thing just then; try again."
        case .cancelled: "Cancelled; nothing was changed."
        case .serverReplaced: "PostgreSQL was upgraded while it runs: it needs a restart."
        case .offline: "The line is down; try again when it is back."
        case .serverExhausted: "The server is short of memory or disk: tell an administrator."
        case .loginRefused: "The server doesn't let you in any more: ask an administrator."
        case .readOnly: "The server takes no changes at present; try again later."
        case .schemaMismatch: "The database is of another version than riad: tell an administrator."
        case .outcomeUnknown: "No answer came: it may be done. Look before repeating it."
        case .unexpected(let state?): "The server refused with SQLSTATE \(state); its log says more."
        case .unexpected(nil): "The server refused; its log says more."
        }
    }

    private static func english(_ capability: Capability) -> String {
        switch capability {
        case .readConversations: "Reading conversations"
        case .writeNotes: "Writing notes"
        case .reply: "Replying"
        case .claim: "Claiming"
        case .release: "Releasing"
        case .transfer: "Transferring"
        case .assign: "Assigning"
        case .changeState: "Changing states"
        case .changePriority: "Changing priorities"
        case .changeTags: "Changing tags"
        case .archive: "Archiving"
        case .actInBulk: "Acting on many at once"
        case .seeColleagues, .readGuests, .writeGuests, .readProperties, .writeProperties, .readMetrics,
            .manageSettings, .manageWebhooks, .giveRoles, .managePeople, .manageShared, .readAudit,
            .cleanUp:
            "This"
        }
    }
}

extension Refusal: Phrase {
    package var english: String {
        switch self {
        case .notPermitted: "You may not do that here (any more)."
        case .notFound: "It is gone, or not visible to you."
        case .outdated: "The guest or a colleague wrote meanwhile: read, then send again."
        case .illegalTransition: "It can't go there from the state that it is in now."
        case .archived: "It is archived and takes nothing more."
        case .alreadyExists: "Another one has this id or name; choose another, or send once more."
        case .conflict: "Somebody else was faster."
        case .lastSuperAdmin: "Nobody would be left who can do everything."
        case .cannotManageLogins: "The database may not make or change this login: tell an administrator."
        case .invalidInput: "The database can't take that as it stands."
        case .windowClosed: "WhatsApp's 24 h are over: a note, or another channel."
        case .mergeChanged: "It was merged or taken apart meanwhile: look again."
        case .rateLimited: "That is a lot for one minute: wait a moment, then go on."
        case .lockTimeout: "Somebody else is changing it: try again in a moment."
        }
    }
}
