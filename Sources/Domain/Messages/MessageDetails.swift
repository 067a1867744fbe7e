/// What kind of thing a message is.
package enum MessageKind: Sendable, Hashable {
    /// Text alone.
    case text
    /// A photo.
    case image
    /// A document.
    case file
    /// A film.
    case video
    /// A piece of sound.
    case audio
    /// A voice message.
    case voice
    /// A sticker.
    case sticker
    /// A place.
    case location
    /// Somebody's name, number or address.
    case contact
    /// A poll.
    case poll
    /// A reaction to a message.
    case reaction
    /// An event logged by the system.
    case system
    /// Deleted on its channel.
    case deleted
    /// A kind that a channel has invented since, by its label.
    case other(String)

    /// The kinds with a name of their own.
    package static let all: [Self] = [
        .text, .image, .file, .video, .audio, .voice, .sticker, .location, .contact, .poll, .reaction, .system,
        .deleted,
    ]

    /// Creates the kind from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label.
    package var label: String {
        switch self {
        case .text: "text"
        case .image: "image"
        case .file: "file"
        case .video: "video"
        case .audio: "audio"
        case .voice: "voice"
        case .sticker: "sticker"
        case .location: "location"
        case .contact: "contact"
        case .poll: "poll"
        case .reaction: "reaction"
        case .system: "system"
        case .deleted: "deleted"
        case .other(let label): label
        }
    }
}

/// What a message brings beside its text, as its channel described it.
package struct MessageDetails: Sendable, Hashable {
    /// The kind; text if nothing says otherwise.
    package var kind = MessageKind.text
    /// How long it plays, in seconds.
    package var duration: Int?
    /// The place, in degrees.
    package var latitude, longitude: Double?
    /// The name of a place or contact.
    package var name: UntrustedText?
    /// A place's address.
    package var address: UntrustedText?
    /// A contact's telephone number and e-mail address.
    package var phone, email: UntrustedText?
    /// What a poll asks.
    package var question: UntrustedText?
    /// What a poll offers.
    package var options: [UntrustedText] = []
    /// A reaction's or sticker's emoji.
    package var emoji: UntrustedText?
    /// The beginning of the message that a reaction is to.
    package var target: UntrustedText?
    /// A link's title.
    package var title: UntrustedText?
    /// A link.
    package var url: UntrustedText?
    /// The name of the first attached file.
    package var file: UntrustedText?
    /// Written by a machine of the guest's: an auto-reply, a bounce.
    package var isAutomatic = false

    /// Creates the details from their keys and values, one after the other; unknown keys are ignored.
    package init(kind: MessageKind = .text, pairs: [UntrustedText] = []) {
        self.kind = kind
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            set(pairs[index].original, to: pairs[index + 1])
        }
    }

    private mutating func set(_ key: String, to value: UntrustedText) {
        switch key {
        case "type": kind = MessageKind(label: value.original)
        case "duration": duration = Int(value.original)
        case "latitude": latitude = Double(value.original)
        case "longitude": longitude = Double(value.original)
        case "name": name = value
        case "address": address = value
        case "phone": phone = value
        case "email": email = value
        case "question": question = value
        case "options":
            options = value.original.split(separator: "\n").map { UntrustedText(String($0)) }
        case "emoji": emoji = value
        case "to": target = value
        case "title": title = value
        case "url": url = value
        case "file": file = value
        case "automatic": isAutomatic = value.original == "true"
        default: break
        }
    }
}

/// A file of a message.
package struct Attachment: Sendable, Hashable {
    /// The file's name.
    package var name: UntrustedText
    /// The media type, such as `image/jpeg`; nil if unknown.
    package var contentType: UntrustedText?
    /// The size in bytes; nil if unknown.
    package var byteSize: Int64?
    /// Where it can be fetched; nil if the channel didn't say.
    package var url: UntrustedText?

    /// Creates an attachment from its columns.
    package init(
        name: UntrustedText,
        contentType: UntrustedText? = nil,
        byteSize: Int64? = nil,
        url: UntrustedText? = nil
    ) {
        self.name = name
        self.contentType = contentType
        self.byteSize = byteSize
        self.url = url
    }
}

/// A file of a conversation, with who sent it and when.
package struct ConversationAttachment: Sendable, Hashable {
    /// The file.
    package var file: Attachment
    /// The number of its message in its conversation.
    package var sequence: Int64
    /// When its message was sent.
    package var sentAt: Timestamp
    /// Who sent it.
    package var senderType: SenderType
    /// The sender's name; nil if unknown.
    package var senderName: UntrustedText?

    /// Creates an attachment from its columns.
    package init(
        file: Attachment,
        sequence: Int64,
        sentAt: Timestamp,
        senderType: SenderType,
        senderName: UntrustedText?
    ) {
        self.file = file
        self.sequence = sequence
        self.sentAt = sentAt
        self.senderType = senderType
        self.senderName = senderName
    }
}
