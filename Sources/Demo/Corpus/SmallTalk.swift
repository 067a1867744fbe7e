/// The short lines between topics, in one language; each list has at least one.
struct SmallTalk: Sendable {
    /// Reminders from a guest waiting for a reply.
    let nudges: [String]
    /// Thanks from a guest whose request is resolved.
    let thanks: [String]
    /// Holding replies from an agent.
    let holding: [String]
    /// Closing lines from an agent.
    let closings: [String]
    /// The chatbot's greetings.
    let greetings: [String]
}

extension Corpus {
    /// The small talk of a language.
    static func smallTalk(_ language: Language) -> SmallTalk {
        switch language {
        case .french: frenchTalk
        case .english: englishTalk
        case .arabic: arabicTalk
        case .darija: darijaTalk
        case .spanish: spanishTalk
        case .german: germanTalk
        case .italian: italianTalk
        }
    }

    private static let frenchTalk = SmallTalk(
        nudges: ["Vous êtes là ?", "Merci de me répondre rapidement 🙏", "Une idée ?", "Je reste à côté du téléphone."],
        thanks: ["Merci beaucoup !", "Parfait, merci 😊", "Super, bonne journée !", "Merci, c'est noté."],
        holding: [
            "Je vérifie et je reviens vers vous.", "Un instant, je demande à l'équipe.",
            "Je m'en occupe tout de suite.",
        ],
        closings: ["Avec plaisir, bonne journée {guest} !", "Je reste à votre disposition.", "À bientôt à {city} 🌿"],
        greetings: [
            "Bonjour {guest}, merci pour votre message. Un membre de l'équipe vous répond dans quelques minutes.",
            "Bonjour ! Nous avons bien reçu votre message au sujet de {property}.",
        ]
    )

    private static let englishTalk = SmallTalk(
        nudges: [
            "Hello? Anybody there?", "Any news on this?", "Could you let me know soon please 🙏", "Just checking in.",
        ],
        thanks: ["Thank you so much!", "Perfect, thanks 😊", "Great, have a nice day!", "Thanks, noted."],
        holding: ["Let me check and come back to you.", "One moment, I'm asking the team.", "I'm on it."],
        closings: [
            "My pleasure, have a lovely day {guest}!", "I'm here if you need anything.", "See you soon in {city} 🌿",
        ],
        greetings: [
            "Hello {guest}, thank you for your message. Somebody from the team will answer in a few minutes.",
            "Hi! We've received your message about {property}.",
        ]
    )

    private static let arabicTalk = SmallTalk(
        nudges: ["هل من جديد؟", "مرحباً؟ ننتظر ردكم 🙏", "هل أنتم هنا؟"],
        thanks: ["شكراً جزيلاً", "ممتاز، شكراً 🌹", "بارك الله فيكم"],
        holding: ["سأتحقق وأعود إليكم حالاً.", "لحظة من فضلكم، أسأل الفريق."],
        closings: ["على الرحب والسعة {guest}، يوم سعيد.", "نحن في خدمتكم دائماً.", "نراكم قريباً في {city} 🌿"],
        greetings: ["مرحباً {guest}، شكراً على رسالتكم. سيجيبكم أحد أفراد الفريق خلال دقائق."]
    )

    private static let darijaTalk = SmallTalk(
        nudges: ["wach kayn chi jdid?", "fin nta khoya?", "واش كاين شي واحد؟", "3afak jawbni 🙏"],
        thanks: ["chokran bzaf", "safi, lay 7fdek 😊", "شكرا بزاف", "الله يعطيك الصحة"],
        holding: ["blati nchouf w nrje3 lik.", "واحد الدقيقة، نسول الفريق."],
        closings: ["mer7ba {guest}, nhar zwin!", "حنا هنا ف أي وقت.", "bslama 🌿"],
        greetings: ["Salam {guest}, wslatna lmessage dyalek. Ghadi yjawbek chi wa7ed men l'équipe f da9aye9."]
    )

    private static let spanishTalk = SmallTalk(
        nudges: ["¿Hola? ¿Estáis ahí?", "¿Alguna novedad?", "¿Me podéis responder pronto? 🙏"],
        thanks: ["¡Muchas gracias!", "Perfecto, gracias 😊", "¡Genial, buen día!"],
        holding: ["Lo miro y te digo.", "Un momento, pregunto al equipo."],
        closings: [
            "Un placer, ¡buen día {guest}!", "Aquí estamos para lo que haga falta.", "¡Hasta pronto en {city}! 🌿",
        ],
        greetings: ["Hola {guest}, gracias por tu mensaje. Alguien del equipo te responde en unos minutos."]
    )

    private static let germanTalk = SmallTalk(
        nudges: ["Hallo? Ist jemand da?", "Gibt es etwas Neues?", "Bitte um kurze Rückmeldung 🙏"],
        thanks: ["Vielen Dank!", "Perfekt, danke 😊", "Prima, schönen Tag noch!"],
        holding: ["Ich kläre das und melde mich.", "Einen Moment, ich frage im Team nach."],
        closings: ["Gern geschehen, schönen Tag {guest}!", "Ich bin jederzeit für Sie da.", "Bis bald in {city} 🌿"],
        greetings: ["Guten Tag {guest}, danke für Ihre Nachricht. Jemand aus dem Team antwortet in wenigen Minuten."]
    )

    private static let italianTalk = SmallTalk(
        nudges: ["C'è qualcuno?", "Novità?", "Mi fate sapere presto? 🙏"],
        thanks: ["Grazie mille!", "Perfetto, grazie 😊", "Ottimo, buona giornata!"],
        holding: ["Controllo e le faccio sapere.", "Un attimo, chiedo al team."],
        closings: ["Di niente, buona giornata {guest}!", "Siamo qui per qualsiasi cosa.", "A presto a {city} 🌿"],
        greetings: ["Buongiorno {guest}, grazie del messaggio. Qualcuno del team risponde tra pochi minuti."]
    )
}
