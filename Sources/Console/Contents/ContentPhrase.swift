import Domain
import Text

/// The texts that say what a message brings beside its text.
package enum ContentPhrase: Phrase {
    case photo, file, video, audio, voice, sticker, location, contact, poll, reaction, reactionRemoved, deleted
    case nothing, unknown
    case to, quotedLines(Int, key: String), edited, deletedOn, was, automatic, subject, copies, signature
    case stay, stayWithoutProperty, cancelled, alsoBooked(Int), meant

    package var english: String {
        switch self {
        case .photo: "Photo"
        case .file: "File"
        case .video: "Video"
        case .audio: "Audio"
        case .voice: "Voice message"
        case .sticker: "Sticker"
        case .location: "Location"
        case .contact: "Contact"
        case .poll: "Poll"
        case .reaction: "Reaction"
        case .reactionRemoved: "Reaction removed"
        case .deleted: "Message deleted"
        case .nothing: "Message without text"
        case .unknown: "Message of the kind"
        case .to: "to"
        case .quotedLines(let count, let key): "▸ \(count) quoted \(count == 1 ? "line" : "lines"), \(key) shows"
        case .edited: "edited"
        case .deletedOn: "deleted"
        case .was: "was:"
        case .automatic: "automatic"
        case .subject: "Subject:"
        case .copies: "Cc:"
        case .signature: "signed:"
        case .stay: "about the stay"
        case .stayWithoutProperty: "about another stay"
        case .cancelled: "cancelled"
        case .alsoBooked(let count): count == 2 ? "2 stays" : "\(count) stays"
        case .meant: "meant"
        }
    }

    package var french: String {
        switch self {
        case .photo: "Photo"
        case .file: "Fichier"
        case .video: "Vidéo"
        case .audio: "Audio"
        case .voice: "Message vocal"
        case .sticker: "Sticker"
        case .location: "Position"
        case .contact: "Contact"
        case .poll: "Sondage"
        case .reaction: "Réaction"
        case .reactionRemoved: "Réaction retirée"
        case .deleted: "Message supprimé"
        case .nothing: "Message sans texte"
        case .unknown: "Message de type"
        case .to: "à"
        case .quotedLines(let count, let key):
            "▸ \(count) \(count == 1 ? "ligne citée" : "lignes citées"), \(key) montre"
        case .edited: "modifié"
        case .deletedOn: "supprimé"
        case .was: "avant :"
        case .automatic: "automatique"
        case .subject: "Objet :"
        case .copies: "Cc :"
        case .signature: "signature :"
        case .stay: "pour le séjour"
        case .stayWithoutProperty: "pour un autre séjour"
        case .cancelled: "annulé"
        case .alsoBooked(let count): "\(count) séjours"
        case .meant: "concerné"
        }
    }
}

extension MessageDetails {
    /// Says what came, on one line: `Voice message, 0:42`, `Location 31.63, −8.01`; empty for text alone.
    package func summary(in language: Language) -> SafeText {
        func say(_ phrase: ContentPhrase) -> SafeText { language.safe(phrase) }
        switch kind {
        case .text, .system: return .empty
        case .image: return say(.photo)
        case .file: return say(.file) + after(" ", file)
        case .video: return say(.video) + playingTime
        case .audio: return say(.audio) + playingTime
        case .voice: return say(.voice) + playingTime
        case .sticker: return say(.sticker) + after(" ", emoji)
        case .location: return say(.location) + place + after(", ", name ?? address)
        case .contact: return say(.contact) + after(" ", name ?? phone ?? email)
        case .poll: return say(.poll) + after(" ", question)
        case .reaction: return emoji == nil ? say(.reactionRemoved) : say(.reaction) + after(" ", emoji)
        case .deleted: return say(.deleted)
        case .other(let label): return say(.unknown) + " " + SafeText(UntrustedText(label))
        }
    }

    /// One line of a list: what came, then the text.
    package func preview(of text: UntrustedText?, in language: Language) -> SafeText {
        let summary = summary(in: language)
        let text = text.map { SafeText($0) } ?? .empty
        let whole: SafeText =
            if summary.isEmpty { text.isEmpty ? file.map { SafeText($0) } ?? .empty : text } else {
                text.isEmpty ? summary : summary + " · " + text
            }
        return isAutomatic ? language.safe(ContentPhrase.automatic) + " · " + whole : whole
    }

    /// A link to what the message brings, or to a map of its place.
    package var link: WebLink? {
        if let url { return WebLink(url) }
        guard kind == .location, let latitude, let longitude else { return nil }
        return WebLink(latitude: latitude, longitude: longitude)
    }

    private var playingTime: SafeText {
        guard let duration else { return .empty }
        let seconds = duration % 60
        return SafeText(trusted: ", \(duration / 60):\(seconds < 10 ? "0" : "")\(seconds)")
    }

    private var place: SafeText {
        guard let latitude, let longitude else { return .empty }
        return SafeText(trusted: " \(Self.hundredths(latitude)), \(Self.hundredths(longitude))")
    }

    private func after(_ separator: SafeText, _ text: UntrustedText?) -> SafeText {
        text.map { separator + SafeText($0) } ?? .empty
    }

    /// Degrees to two decimals, about a kilometre, with a typographic minus sign.
    private static func hundredths(_ degrees: Double) -> String {
        let count = Int((abs(degrees) * 100).rounded())
        let rest = count % 100
        return (degrees < 0 && count > 0 ? "−" : "") + "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Attachment {
    /// Its kind and size, as far as they are known: `image/jpeg, 120 kB`.
    package func facts(in language: Language) -> SafeText {
        let type = contentType.map { SafeText($0) } ?? .empty
        guard let byteSize else { return type }
        let size = language.byteSize(byteSize)
        return type.isEmpty ? size : type + ", " + size
    }
}

extension Language {
    /// A size in bytes, in a unit that keeps it short: `812 B`, `120 kB`, `3.4 MB`.
    package func byteSize(_ bytes: Int64) -> SafeText {
        let unit = self == .french ? "o" : "B"
        if bytes < 1_000 { return SafeText(trusted: "\(bytes) \(unit)") }
        if bytes < 1_000_000 { return SafeText(trusted: "\((bytes + 500) / 1_000) k\(unit)") }
        let tenths = bytes / 100_000
        let point = self == .french ? "," : "."
        return SafeText(trusted: "\(tenths / 10)\(point)\(tenths % 10) M\(unit)")
    }
}
