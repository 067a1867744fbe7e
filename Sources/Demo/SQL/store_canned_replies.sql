-- The texts that the desk sends often: shared ones by the supervisor, and two of the first agent's own.
-- parameters:
INSERT INTO riad.canned_replies (id, owner_id, name, language, body, updated_by, updated_at)
SELECT ('ca44ed00-0000-4000-8000-' || lpad(r.place::text, 12, '0'))::uuid,
    CASE WHEN r.is_own THEN mine.user_id END, r.name, r.language, r.body,
    CASE WHEN r.is_own THEN mine.user_id ELSE boss.user_id END, boss.created_at
FROM (VALUES
    (1, false, 'Bienvenue', 'fr', E'Bonjour {guest.first_name|et bienvenue},\n\nNous vous attendons le {stay.check_in} à {property.name|votre logement}. À quelle heure pensez-vous arriver ? Je préviens notre équipe sur place.\n\n{agent.name}'),
    (2, false, 'Welcome', 'en', E'Hello {guest.first_name|and welcome},\n\nWe look forward to having you at {property.name|your home} on {stay.check_in}. Around what time do you expect to arrive? I will let our team there know.\n\n{agent.name}'),
    (3, false, 'ترحيب', 'ar', E'مرحباً {guest.first_name|بك}،\n\nننتظركم في {property.name|مسكنكم} يوم {stay.check_in}. في أي ساعة تتوقعون الوصول؟ سأخبر فريقنا هناك.\n\n{agent.name}'),
    (4, false, 'Bienvenida', 'es', E'Hola, {guest.first_name|y bienvenidos}:\n\nOs esperamos en {property.name|vuestro alojamiento} el {stay.check_in}. ¿Sobre qué hora pensáis llegar? Aviso a nuestro equipo.\n\n{agent.name}'),
    (5, false, 'Wifi', 'fr', E'Le nom du réseau et le mot de passe sont sur la petite carte à côté du routeur, dans l’entrée. Si la connexion ne tient pas, débranchez le routeur dix secondes ; si cela ne suffit pas, écrivez-moi et nous passons.'),
    (6, false, 'Wi-Fi', 'en', E'You will find the network and its password on the small card next to the router, in the entrance. If the connection drops, unplug the router for ten seconds; if that does not help, write to me and we will come by.'),
    (7, false, 'واي فاي', 'ar', E'اسم الشبكة وكلمة السر على البطاقة الصغيرة بجانب الموجّه عند المدخل. إذا انقطع الاتصال فافصلوا الموجّه عشر ثوانٍ، وإن لم ينفع ذلك فاكتبوا لي وسنمرّ عليكم.'),
    (8, false, 'Départ', 'fr', E'Bonjour {guest.first_name|à vous},\n\nVotre séjour se termine le {stay.check_out}. Le logement se libère à 11 h ; laissez simplement les clés sur la table et tirez la porte. Bon retour, et merci d’avoir choisi {property.name|notre maison}.'),
    (9, false, 'Check-out', 'en', E'Hello {guest.first_name|there},\n\nYour stay ends on {stay.check_out}. Check-out is at 11:00; just leave the keys on the table and pull the door shut. Safe travels, and thank you for choosing {property.name|us}.'),
    (10, false, 'Salida', 'es', E'Hola, {guest.first_name|qué tal}:\n\nVuestra estancia termina el {stay.check_out}. La salida es a las 11:00; dejad las llaves en la mesa y cerrad la puerta. Buen viaje y gracias por elegir {property.name|nuestra casa}.'),
    (11, false, 'Technicien en route', 'fr', E'Je suis désolée pour ce souci. Notre technicien part maintenant vers {property.address|votre logement} et vous appelle avant de monter. Je reste joignable ici.'),
    (12, false, 'Technician on the way', 'en', E'I am sorry about this. Our technician is leaving now for {property.address|your place} and will call before coming up. I stay reachable right here.'),
    (13, true, 'Un instant', 'fr', E'Je vérifie avec la maison et je reviens vers vous dans quelques minutes, {guest.first_name|promis}.'),
    (14, true, 'One moment', 'en', E'Let me check with the house, {guest.first_name|please}; I will be back within a few minutes.')
) AS r (place, is_own, name, language, body)
CROSS JOIN (
    SELECT p.user_id, p.created_at FROM public.profiles p JOIN riad.logins l USING (user_id)
    WHERE l.login = 'superviseur'
) AS boss
CROSS JOIN (SELECT l.user_id FROM riad.logins l WHERE l.login = 'agent') AS mine
ON CONFLICT DO NOTHING
