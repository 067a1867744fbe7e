extension Corpus {
    /// Italian.
    static let italian: [Topic: String] = [
        .booking: """
        > Buongiorno, {property} è libero dal {day} per {n} notti? | Ciao, cerchiamo un riad a {city} per {n} \
        persone, avete posto?
        < Buongiorno {guest}, sì, è libero. Il soggiorno costa {price} MAD, pulizie comprese.
        > Ottimo! C'è l'ascensore? | La terrazza è privata?
        < Sì, e un portiere giorno e notte. | Sì, tutta per voi, con lettini e ombra.
        ~ Interessata, relancer demain.
        > Come si prenota? | Ne parlo con mia moglie e le dico stasera
        < Ecco il link per il pagamento. | Certo, tengo le date fino a domani a mezzogiorno.
        > Pagato! 🎉
        < Confermato, grazie {guest}. Le istruzioni arrivano due giorni prima.
        """,
        .arrival: """
        > Ciao, arriviamo verso le {time}, qual è il codice della porta? | Potete rimandarmi le istruzioni \
        per il check-in?
        < Ciao {guest}, il codice è {code}, poi la cassetta delle chiavi a sinistra. Buon viaggio!
        > Grazie! A che piano? | Perfetto, grazie mille
        < Terzo piano, porta a destra.
        > Il codice non funziona e piove 😩 | La cassetta non si apre…
        ~ Boîtier changé hier.
        < Mi dispiace tanto! È cambiato ieri: provi {code} e poi #. | Hamid arriva tra cinque minuti.
        > Siamo dentro, grazie! | Che meraviglia 😍
        < Benvenuti! In cucina ci sono acqua fresca e datteri. 🌴
        """,
        .transfer: """
        > Fate il transfer dall'aeroporto? Volo {flight}, ore {time}. | Siamo in {n} con tante valigie, può \
        venire un minivan?
        < Sì: 250 MAD in auto, 350 MAD in minivan. Prenoto?
        > Sì, l'auto per favore. | Il minivan, con un seggiolino
        < Fatto. Abdelhak vi aspetta agli arrivi con un cartello.
        = Transfert demandé : vol {flight}, {time}
        > Il volo ha un'ora di ritardo ✈️ lo avvisate?
        < Segue il volo, tranquilli.
        > Trovato, grazie!
        """,
        .wifi: """
        > Buongiorno, il wifi non va da stamattina. | Qual è la password del wifi?
        < Rete {property}, password {wifi}. | Stacchi il router dieci secondi, è sotto la tv.
        > Niente, luce rossa. Ho una call alle {time}… | Funziona, grazie
        ~ Panne opérateur, ticket {code}.
        < È un guasto del quartiere. Entro un'ora vi portiamo una chiavetta 4G.
        > Arrivata, mi avete salvato 👏
        """,
        .parking: """
        > C'è un parcheggio vicino? | Abbiamo un'auto a noleggio, dove la lasciamo?
        < Il posto {n} nel garage è vostro, il telecomando è accanto alla porta. | Il guardiano sorveglia \
        giorno e notte, 30 MAD al giorno.
        > È sicuro di notte?
        < Sì, sorvegliato e illuminato.
        > Parcheggiati 🚗
        """,
        .leak: """
        > C'è una perdita sotto il lavandino 💧 | Urgente: scende acqua dal soffitto del bagno!
        +> perdita-{code}.jpg
        < Grazie per la foto. Chiuda la valvola dietro il mobile, arriva un tecnico. | Mi dispiace {guest}, \
        l'idraulico \
        è da voi prima delle {time}.
        ~ Rachid prévenu, joint à changer.
        = Incident transmis à la logistique
        > Chiusa, ma non c'è acqua.
        < È giù, si chiama Rachid.
        > Riparato, grazie 👌
        < Grazie della pazienza, domani la colazione la offriamo noi. 🥐
        """,
        .babyBed: """
        > Avete un lettino e un seggiolone? | Viaggiamo con una bimba di 11 mesi, c'è una culla?
        < Sì {guest}, tutti e due, senza supplemento.
        > Con le lenzuola?
        < Materasso e lenzuola compresi.
        ~ Lit bébé n° {n} réservé.
        > Gentilissimi 👶
        """,
        .hammam: """
        > Potete prenotare un hammam per due? | È il nostro anniversario, una spa a {city}?
        < Volentieri! Hammam tradizionale con sapone nero, 450 MAD a persona, domani alle {time}?
        > Perfetto, con massaggio? | Meglio il {day} nel pomeriggio
        < Con massaggio all'argan 700 MAD. Confermo?
        > Sì! Si paga lì?
        < Lì o in fattura, come preferite.
        > Divino! 💆‍♀️
        """,
        .lateCheckout: """
        > Possiamo uscire domani alle 14? Il volo è di sera. | Si può tenere la casa fino alle {time}?
        < Guardo se arriva qualcuno domani.
        ~ Arrivée 16 h, 13 h maximum.
        < Fino alle 13 senza costi.
        > Molto gentili! I bagagli possono restare?
        < Sì, nel nostro ufficio fino a sera.
        > Chiavi sul tavolo. Grazie di tutto! 🌞
        """,
        .invoice: """
        > Buongiorno, mi serve la fattura intestata alla mia ditta. | Mi mandate la ricevuta del soggiorno?
        < Certo {guest}. Ragione sociale e indirizzo?
        > Rossi & Figli S.r.l., via Garibaldi 21, 40124 Bologna
        ~ Transmis à la comptabilité.
        +< facture-{code}.pdf
        < Eccola. Buona giornata!
        > Ricevuta, grazie
        """,
        .lostItem: """
        > Credo di aver dimenticato il caricatore in camera. | Mio figlio ha lasciato il suo orsetto 😢
        < Chiedo subito alle pulizie.
        ~ Trouvé par Khadija, casier {n}.
        < Trovato! Lo spediamo?
        > Sì, pago io la spedizione. | Che sollievo! Grazie
        < Spedito, tracciamento MA{code}IT.
        > Arrivato, mille grazie!
        """,
        .review: """
        > Grazie di tutto, soggiorno perfetto! | Siamo a casa. Che città! 🇲🇦
        < Grazie {guest}! Una recensione ci aiuterebbe molto. ⭐
        > Fatto, 5 stelle
        < A presto a {city}!
        """,
    ]
}
