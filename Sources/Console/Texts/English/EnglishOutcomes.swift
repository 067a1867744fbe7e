import Domain

extension OutcomePhrase {
    package var english: String {
        switch self {
        case .notYourRole(let capability): "Your role does not allow \(Self.english(capability))."
        case .assigneeOnly(let assignee):
            assignee.isEmpty
                ? "Only the assignee can do that; c claims it."
                : "Only the assignee, \(assignee.plain), can do that."
        case .nothingSelected: "No conversation is selected."
        case .noneSelected: "Nothing is selected in this list: j selects."
        case .stillLoading: "The list is still loading."
        case .opening: "The conversation is still being opened."
        case .moved: "It has just taken another's place: press the key again if you mean it."
        case .unboundKey(let key, let help): "\(key) does nothing here; \(help) lists the keys."
        case .onlyInList(let key): "\(key) works in the list only."
        case .onlyInThread(let key): "\(key) works in an open conversation only."
        case .archivedIsReadOnly: "The conversation is archived and read-only."
        case .alreadyYours: "It is already yours."
        case .alreadyAssigned(let name):
            name.isEmpty ? "It is assigned to someone else." : "It is assigned to \(name.plain)."
        case .noUnread: "No unread conversations below."
        case .nothingToUndo: "There is nothing to undo."
        case .tooLateToUndo: "Too late to undo."
        case .nothingFailed: "No reply failed here."
        case .changePending: "The last change is still in progress."
        case .nothingSkipped: "Nothing was skipped."
        case .notOneGuest: "Only conversations of one guest can be merged."
        case .noGuestKnown: "The guest is unknown: nothing to merge with."
        case .noGuestToWriteTo: "The guest is unknown: there is no address to write to."
        case .oneChannel: "This thread has only one channel."
        case .oneAtATime: "One at a time only: a assigns all that are marked, Esc unmarks them."
        case .noAlternateView: "There is no view to go back to."
        case .noPreviousView: "There is no earlier view."
        case .noNextView: "There is no later view."
        case .noView(let number, let key): "There is no view \(number) yet; \(key) saves one."
        case .guestWrote: "The guest has written meanwhile: read it first."
        case .claimed: "Yours now."
        case .released: "Released to the queue."
        case .stateChanged(let state): "Now \(ConversationPhrase.state(state).english)."
        case .priorityChanged(let priority): "Priority is now \(priority.label)."
        case .tagsChanged: "Tags changed."
        case .failed(let failure): Self.english(failure)
        case .messageReturned(let failure): "Not sent. \(Self.english(failure)) Your text is back in the draft."
        case .draftDiscarded: "Draft discarded."
        case .notSavedToDisk(let reason): "It could not be saved to disk (\(reason)): don't quit before it is sent."
        case .willBeSent: "Saved; it will be sent once you're back online."
        }
    }

    private static func english(_ failure: Failure) -> String {
        switch failure {
        case .refused(let refusal): refusal.english
        case .invalidValue: "A value is invalid: check what was entered."
        case .duplicate: "It already exists: check the existing one first."
        case .timedOut: "The server took too long; try again."
        case .conflict: "Someone changed it at the same time; try again."
        case .cancelled: "Cancelled; nothing was changed."
        case .serverReplaced: "PostgreSQL was upgraded while running: it needs a restart."
        case .offline: "You're offline; try again once reconnected."
        case .serverExhausted: "The server is low on memory or disk: tell an administrator."
        case .loginRefused: "The server refuses your login: ask an administrator."
        case .readOnly: "The server is read-only at present; try again later."
        case .schemaMismatch: "The database and riad versions differ: tell an administrator."
        case .outcomeUnknown: "No response: it may be done. Check before repeating it."
        case .unexpected(let state?): "The server refused with SQLSTATE \(state); its log says more."
        case .unexpected(nil): "The server refused; its log says more."
        }
    }

    private static func english(_ capability: Capability) -> String {
        switch capability {
        case .readConversations: "reading conversations"
        case .writeNotes: "writing notes"
        case .reply: "replying"
        case .claim: "claiming"
        case .release: "releasing"
        case .transfer: "transferring"
        case .assign: "assigning"
        case .changeState: "changing states"
        case .changePriority: "changing priorities"
        case .changeTags: "changing tags"
        case .archive: "archiving"
        case .actInBulk: "bulk actions"
        case .seeColleagues, .readGuests, .writeGuests, .readProperties, .writeProperties, .readMetrics,
            .manageSettings, .manageWebhooks, .giveRoles, .managePeople, .manageShared, .readAudit,
            .cleanUp:
            "this"
        }
    }
}

extension Refusal: Phrase {
    package var english: String {
        switch self {
        case .notPermitted: "You are not (or no longer) allowed to do that here."
        case .notFound: "It is gone, or not visible to you."
        case .outdated: "The guest or a colleague has written meanwhile: read, then r and ^S."
        case .illegalTransition: "This change isn't possible in the conversation's current state."
        case .archived: "The conversation is archived and read-only."
        case .alreadyExists: "This id or name is taken; choose another, or send again."
        case .conflict: "Somebody else was faster."
        case .lastSuperAdmin: "This would remove the last super_admin."
        case .cannotManageLogins: "The database can't create or change this login: tell an administrator."
        case .invalidInput: "The database rejected this input."
        case .windowClosed: "WhatsApp's 24 h are over: send a template, write a note or use another channel."
        case .mergeChanged: "It was merged or unmerged meanwhile: check again."
        case .rateLimited: "Too many changes in one minute: wait a moment, then go on."
        case .lockTimeout: "Somebody else is changing it: try again in a moment."
        }
    }
}
