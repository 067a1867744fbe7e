import Console
import Domain

extension ConsoleHarness {
    /// Makes a canned reply.
    static func reply(
        _ number: UInt64,
        _ name: String,
        _ body: String,
        language: String? = nil,
        shared: Bool = true
    ) -> CannedReply {
        CannedReply(
            id: Identifier(high: 4, low: number),
            isShared: shared,
            name: UntrustedText(name),
            language: language,
            body: UntrustedText(body),
            version: Int64(number),
            updatedAt: now
        )
    }

    static let usualReplies: [CannedReply] = [
        reply(1, "Check-out", "Check-out is at 11, {guest.first_name|dear guest}.", language: "en"),
        reply(2, "Départ", "Le départ est à 11 h, {guest.first_name|cher hôte}.\nVotre {agent.name}", language: "fr"),
        reply(3, "Facture", "Facture n° {invoice.number} pour {property.name}, jusqu’au {stay.check_out}."),
        reply(4, "Mon mot", "La piscine ouvre à 9 h.", language: "fr", shared: false),
        reply(5, "Wifi", "Le réseau est sur la carte.", language: "fr"),
    ]

    /// Answers a request for canned replies by the database's rules.
    mutating func replies(to request: CannedRepliesRequest) -> CannedRepliesEvent {
        switch request {
        case .read:
            return .read(.success(replies))
        case .save(let content, let earlier):
            guard earlier.map({ replies.contains($0) }) ?? true else { return .saved(.failure(.refused(.conflict))) }
            let isSame = { (other: CannedReply) in
                other.name.original == content.name && other.language == content.language && other.id != earlier?.id
            }
            guard !replies.contains(where: isSame) else { return .saved(.failure(.refused(.alreadyExists))) }
            replies.removeAll { $0.id == earlier?.id }
            replies.append(
                ConsoleHarness.reply(
                    (earlier?.id.low ?? 100) + 1_000,
                    content.name,
                    content.body,
                    language: content.language,
                    shared: content.isShared
                )
            )
            return .saved(.success(()))
        case .delete(let reply):
            guard replies.contains(reply) else { return .deleted(.failure(.refused(.conflict))) }
            replies.removeAll { $0.id == reply.id }
            return .deleted(.success(()))
        }
    }
}
