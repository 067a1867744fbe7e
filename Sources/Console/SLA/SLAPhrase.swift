import Domain

/// The texts of SLA targets and their calendars.
package enum SLAPhrase: Phrase {
    case title, targets(Int), calendars(Int), reading
    case targetHint, calendarHint, removeHint
    case answer, priority, channel, zone, within, calendar
    case kind(ResponseKind), any, anyChannel, commonQueue, minutes(Int32), holidayCount(Int)
    case targetTitle, calendarTitle, minutesLabel, minutesHelp, name, timeZone, hours, holidays
    case timeZoneHelp, hoursHelp, holidaysHelp
    case minutesInvalid, hoursInvalid, holidayInvalid(String), nameRequired
    case targetRejected, calendarRejected, nameTaken, usedByTarget, saved

    package var english: String {
        switch self {
        case .title: "Answer times"
        case .targets(let count): "Targets \(count)"
        case .calendars(let count): "Calendars \(count)"
        case .reading: "loading…"
        case .targetHint: "Enter changes   a adds   x removes   Tab calendars   Esc back"
        case .calendarHint: "Enter changes   a adds   x removes   Tab targets   Esc back"
        case .removeHint: "x removes it   any other key keeps it"
        case .answer: "answer"
        case .priority: "priority"
        case .channel: "channel"
        case .zone: "zone"
        case .within: "within"
        case .calendar: "calendar"
        case .kind(.first): "first"
        case .kind(.next): "next"
        case .any, .anyChannel: "any"
        case .commonQueue: "no zone"
        case .minutes(let minutes): minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
        case .holidayCount(let count): count == 1 ? "1 holiday" : "\(count) holidays"
        case .targetTitle: "Answer time"
        case .calendarTitle: "Calendar"
        case .minutesLabel: "within minutes"
        case .minutesHelp: "Minutes of the calendar's open hours, from 1 to 43200."
        case .name: "name"
        case .timeZone: "time zone"
        case .hours: "open"
        case .holidays: "holidays"
        case .timeZoneHelp: "The time zone of these hours, such as Africa/Casablanca."
        case .hoursHelp: "Such as mon-fri 09:00-18:00, sat 22:00-02:00; or 24/7."
        case .holidaysHelp: "One day per line, such as 2027-07-30 Fête du Trône."
        case .minutesInvalid: "Minutes are a number from 1 to 43200."
        case .hoursInvalid: "Not understood. Write, for example, mon-fri 09:00-18:00, sat 10:00-14:00; or 24/7."
        case .holidayInvalid(let line): "“\(line)” is not a day and a name, such as 2027-07-30 Fête du Trône."
        case .nameRequired: "A calendar needs a name."
        case .targetRejected: "This calendar has too few open hours for so many minutes."
        case .calendarRejected: "The server doesn't know this time zone, or a target could never be reached."
        case .nameTaken: "Another calendar has this name."
        case .usedByTarget: "A target uses this calendar: change the target first."
        case .saved: "Saved; the deadlines are recalculated."
        }
    }

    package var french: String {
        switch self {
        case .title: "Délais de réponse"
        case .targets(let count): "Délais \(count)"
        case .calendars(let count): "Calendriers \(count)"
        case .reading: "lecture…"
        case .targetHint: "Entrée modifie   a ajoute   x retire   Tab calendriers   Échap retour"
        case .calendarHint: "Entrée modifie   a ajoute   x retire   Tab délais   Échap retour"
        case .removeHint: "x le retire   toute autre touche le garde"
        case .answer: "réponse"
        case .priority: "priorité"
        case .channel: "canal"
        case .zone: "zone"
        case .within: "délai"
        case .calendar: "calendrier"
        case .kind(.first): "première"
        case .kind(.next): "suivante"
        case .any: "toutes"
        case .anyChannel: "tous"
        case .commonQueue: "sans zone"
        case .minutes(let minutes): minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
        case .holidayCount(let count): count == 1 ? "1 jour férié" : "\(count) jours fériés"
        case .targetTitle: "Délai de réponse"
        case .calendarTitle: "Calendrier"
        case .minutesLabel: "minutes"
        case .minutesHelp: "Minutes d’ouverture du calendrier, de 1 à 43200."
        case .name: "nom"
        case .timeZone: "fuseau horaire"
        case .hours: "ouvert"
        case .holidays: "jours fériés"
        case .timeZoneHelp: "Le fuseau de ces heures, par exemple Africa/Casablanca."
        case .hoursHelp: "Par exemple lun-ven 09:00-18:00, sam 22:00-02:00 ; ou 24/7."
        case .holidaysHelp: "Un jour par ligne, par exemple 2027-07-30 Fête du Trône."
        case .minutesInvalid: "Les minutes sont un nombre de 1 à 43200."
        case .hoursInvalid: "Illisible. Écrivez par exemple lun-ven 09:00-18:00, sam 10:00-14:00 ; ou 24/7."
        case .holidayInvalid(let line): "« \(line) » n’est pas un jour avec un nom, comme 2027-07-30 Fête du Trône."
        case .nameRequired: "Un calendrier a besoin d’un nom."
        case .targetRejected: "Ce calendrier ouvre trop rarement pour tant de minutes."
        case .calendarRejected: "Le serveur ne connaît pas ce fuseau, ou un délai ne serait jamais atteint."
        case .nameTaken: "Un autre calendrier porte ce nom."
        case .usedByTarget: "Un délai utilise ce calendrier : changez d’abord le délai."
        case .saved: "Enregistré ; les échéances sont recalculées."
        }
    }
}
