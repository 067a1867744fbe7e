/// What each setting is called, and what it means. A setting of a newer database goes by its key.
enum SettingWords {
    static let english: [String: (label: String, meaning: String)] = [
        "house_country": (
            "house country",
            "The country whose telephone numbers guests write without a country code."
        ),
        "time_zone": (
            "time zone",
            "The properties' time zone: arrivals, departures and the day change by it."
        ),
        "arrival_hour": (
            "arrival hour",
            "The hour from which guests may enter; an answer is due by then on their first day."
        ),
        "undo_seconds": (
            "undo, seconds",
            "How long a reply and other actions can be taken back before anything leaves the house; 0 for not at all."
        ),
        "zone_isolation": (
            "zone isolation",
            "Agents read their own zones, the common queue and what is assigned to them, and nothing else."
        ),
        "audit_months": (
            "audit trail, months",
            "How long the audit trail is kept. A shorter time counts after a week."
        ),
        "webhook_log_days": (
            "webhook log, days",
            "How long attempts to deliver webhooks are kept."
        ),
        "metric_days": (
            "workflow runs, days",
            "How long runs of workflows are kept."
        ),
        "dead_letter_days": (
            "dead letters, days",
            "How long events are kept that could not be delivered."
        ),
        "webhook_networks": (
            "private networks",
            "Private networks that webhooks may reach, such as 10.1.0.0/16; empty for none."
        ),
        "incident_conversations": (
            "incident: conversations",
            "More conversations than this, opened within 30 minutes, open an incident."
        ),
        "incident_workflow_failures": (
            "incident: failed runs",
            "More failed runs than this within 15 minutes open an incident."
        ),
        "incident_late_percent": (
            "incident: late, percent",
            "More late first responses than this in a zone open an incident."
        ),
        "workflow_stale_minutes": (
            "stale run, minutes",
            "A run whose end is not reported within this time counts as stale."
        ),
    ]

    static let french: [String: (label: String, meaning: String)] = [
        "house_country": (
            "pays de la maison",
            "Le pays dont les clients écrivent les numéros sans indicatif."
        ),
        "time_zone": (
            "fuseau horaire",
            "Le fuseau des logements : arrivées, départs et changement de jour."
        ),
        "arrival_hour": (
            "heure d'arrivée",
            "L'heure d'entrée des clients ; le premier jour, une réponse est due avant elle."
        ),
        "undo_seconds": (
            "annulation, secondes",
            "Délai pendant lequel une réponse ou une action peut être reprise avant de sortir ; 0 : aucun."
        ),
        "zone_isolation": (
            "isolation par zone",
            "Les agents ne lisent que leurs zones, la file commune et ce qui leur est assigné."
        ),
        "audit_months": (
            "journal d'audit, mois",
            "Durée de conservation du journal. Une durée plus courte vaut après une semaine."
        ),
        "webhook_log_days": (
            "journal des webhooks, jours",
            "Durée de conservation des tentatives d'envoi."
        ),
        "metric_days": (
            "exécutions, jours",
            "Durée de conservation des exécutions de workflows."
        ),
        "dead_letter_days": (
            "envois abandonnés, jours",
            "Durée de conservation des événements non livrés."
        ),
        "webhook_networks": (
            "réseaux privés",
            "Réseaux privés que les webhooks peuvent atteindre, p. ex. 10.1.0.0/16 ; vide : aucun."
        ),
        "incident_conversations": (
            "incident : conversations",
            "Plus de conversations en 30 minutes ouvrent un incident."
        ),
        "incident_workflow_failures": (
            "incident : échecs",
            "Plus d'exécutions échouées en 15 minutes ouvrent un incident."
        ),
        "incident_late_percent": (
            "incident : retards, %",
            "Plus de premières réponses en retard dans une zone ouvrent un incident."
        ),
        "workflow_stale_minutes": (
            "exécution sans fin, minutes",
            "Une exécution dont la fin n'est pas signalée à temps est dite sans suite."
        ),
    ]

    static let categories: [String: (english: String, french: String)] = [
        "company": ("house", "maison"),
        "rights": ("rights", "droits"),
        "retention": ("retention", "conservation"),
        "webhooks": ("webhooks", "webhooks"),
        "incidents": ("incidents", "incidents"),
        "messages": ("messages", "messages"),
    ]
}
