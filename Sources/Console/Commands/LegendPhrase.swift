import Domain
import Text

/// What the signs of lists and threads mean, for the end of help.
enum LegendPhrase: Phrase {
    case section(Section), meaning(Mark)

    /// The parts of the legend.
    enum Section: Hashable, Sendable, CaseIterable {
        case marks, states, channels

        /// The signs of a part.
        var entries: [Mark] {
            switch self {
            case .marks:
                Priority.allCases.reversed().filter { $0 != .medium }.map(Mark.priority)
                    + [.timeLeft, .overdue, .answered, .draft]
            case .states: ConversationState.all.map(Mark.state)
            case .channels: Channel.all.map(Mark.channel)
            }
        }
    }

    /// A sign.
    enum Mark: Hashable, Sendable {
        case priority(Priority), state(ConversationState), channel(Channel)
        case timeLeft, overdue, answered, draft

        /// As lists show it.
        func sign(in language: Language) -> SafeText {
            switch self {
            case .priority(let priority): priority.symbol
            case .state(let state): language.safe(ConversationPhrase.state(state))
            case .channel(let channel): channel.abbreviation
            case .timeLeft: "+12m"
            case .overdue: "-1h"
            case .answered: "↩"
            case .draft: "✎"
            }
        }
    }

    var english: String {
        switch self {
        case .section(.marks): "Signs in the list"
        case .section(.states): "States"
        case .section(.channels): "Channels"
        case .meaning(.priority(let priority)): "\(ConversationPhrase.priority(priority).english) priority"
        case .meaning(.timeLeft): "time left until the reply is due"
        case .meaning(.overdue): "time the reply is overdue"
        case .meaning(.answered): "the last message is one of ours"
        case .meaning(.draft): "you have a draft here"
        case .meaning(.channel(.beds24)): "Beds24, with Airbnb, Booking and Expedia"
        case .meaning(.channel(.direct)): "the company's own site"
        case .meaning(.channel(let channel)): ConversationPhrase.channel(channel).english
        case .meaning(.state(let state)): Self.english(state) + " (\(SafeText(UntrustedText(state.label)).plain))"
        }
    }

    var french: String {
        switch self {
        case .section(.marks): "Signes de la liste"
        case .section(.states): "États"
        case .section(.channels): "Canaux"
        case .meaning(.priority(let priority)): "priorité \(ConversationPhrase.priority(priority).french)"
        case .meaning(.timeLeft): "temps restant pour répondre"
        case .meaning(.overdue): "retard de la réponse"
        case .meaning(.answered): "le dernier message est de nous"
        case .meaning(.draft): "vous y avez un brouillon"
        case .meaning(.channel(.beds24)): "Beds24, avec Airbnb, Booking et Expedia"
        case .meaning(.channel(.direct)): "le site de la société"
        case .meaning(.channel(let channel)): ConversationPhrase.channel(channel).french
        case .meaning(.state(let state)): Self.french(state) + " (\(SafeText(UntrustedText(state.label)).plain))"
        }
    }

    private static func english(_ state: ConversationState) -> String {
        switch state {
        case .nouvelle: "nobody has taken it yet"
        case .enCours: "somebody, or a chatbot, is on it"
        case .enAttente: "we wait for the guest"
        case .transferee: "waits for somebody of a role"
        case .resolue: "done"
        case .cloturee: "closed for good"
        case .archivee: "kept for the record, read-only"
        case .other: "a state of this installation"
        }
    }

    private static func french(_ state: ConversationState) -> String {
        switch state {
        case .nouvelle: "personne ne l’a encore prise"
        case .enCours: "quelqu’un, ou un chatbot, s’en occupe"
        case .enAttente: "nous attendons le client"
        case .transferee: "attend quelqu’un d’un rôle"
        case .resolue: "réglée"
        case .cloturee: "close définitivement"
        case .archivee: "gardée en archive, en lecture seule"
        case .other: "un état de cette installation"
        }
    }
}
