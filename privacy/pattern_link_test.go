package privacy

import "testing"

func TestPersonalLinks(t *testing.T) {
	checkMarked(t,
		// tokens, addresses and names in the query
		"{url:https://example.org/reset?token=abc123}", "{url:https://example.org/a?x=1&api_key=QWE123}", "{url:http://example.org/?email=a%40example.org}", "{url:https://example.org/?sig=abc}", "{url:https://example.org/?session_id=1}",
		"{url:https://example.org/cb#access_token=abc&x=1}", "see {url:https://example.org/x?X-Amz-Signature=abc}.", "({url:https://example.org/x?PHPSESSID=1})", "{url:https://example.org/?u=1&mail=anna@example.org&x=1}", "<{url:https://example.org/?auth=1}>",
		"{url:https://example.org/?customer_id=4711}", "{url:https://example.org/view?id=550e8400-e29b-41d4-a716-446655440000}", "{url:https://example.org/v?d=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9}",
		// user and password
		"{url:https://anna:secret@example.org/}", "{url:ftp://anna@files.example.org/x}", "{url:HTTPS://Anna@Example.org}",
		// paths of persons
		"{url:https://example.org/users/anna}", "{url:https://example.org/~anna/}", "{url:www.example.org/profile/anna.smith}, ok", "{url:https://example.org/@anna}", "{url:https://www.linkedin.com/in/anna-smith-1a2b/}", "{url:https://example.org/kunde/12345}",
		"{url:https://example.org/profil/anna-kowalska}", "{url:https://facebook.com/anna.smith.12}", "{url:https://www.instagram.com/anna_smith/}", "{url:https://www.facebook.com/profile.php?id=100001234}", "{url:example.org/user/anna}",
		// long random parts
		"{url:https://example.org/f/550e8400-e29b-41d4-a716-446655440000}", "{url:https://example.org/d/9f86d081884c7d659a2feaa0c55ad015}", "{url:https://example.org/x/aGVsbG8gd29ybGQ3Nzc4OTkw}", "{url:https://example.org/track/1a2b3c4d5e6f7a8b9c0d.pdf}",
		// invitations, shared files, messengers
		"{url:https://example.org/invite/Ab3dEf9}", "{url:https://drive.google.com/file/d/1A2b3C4d5E6f7G8h9I0j/view?usp=sharing}", "{url:https://firma.sharepoint.com/:b:/g/personal/anna_firma/EXYZ12}", "{url:https://www.dropbox.com/s/abc123def456/file.pdf?dl=0}",
		"{url:wa.me/4520123456}", "{url:https://wa.me/4520123456}", "{url:https://chat.whatsapp.com/GHJ7kdhs83}", "{url:https://t.me/anna_k}", "{url:https://we.tl/t-AbC123}", "{url:https://1drv.ms/u/s!AbC}", "{url:https://us02web.zoom.us/j/81234567890?pwd=abc}",
		"{url:https://calendly.com/anna-smith/30min}", "{url:https://photos.app.goo.gl/AbC123}",
		"{url:https://example.org/t/9f8e7d6c5b4a}", "{url:https://example.org/?c=Xy7Kp2Lm9QwZ}", "{url:https://example.org/documents/anna-kowalska/contract.pdf}", "{url:https://example.org/team/jens.hansen}",
		// schemes that are addresses
		"{url:mailto:anna@example.org}", "{url:tel:+4520123456}", "{url:sms:+4520123456}", "tel:{phone:86123456}", "Tel:{phone:86123456}", "write {url:mailto:anna@example.org?subject=x}!",
		// disguised
		"{url:https://exam\u200bple.org/users/anna}", "{url:https://example.org/users/\u202eanna}", "{url:ｈｔｔｐｓ：／／example.org／users／anna}", "{url:https://exаmple.org/users/anna}",
	)
}

func TestPublicLinksStay(t *testing.T) {
	checkMarked(t,
		"https://example.org", "https://example.org/", "www.example.org", "example.org", "https://www.gov.uk/browse/benefits", "https://example.org/help/returns-and-refunds-2024", "https://example.org/orders/12345678", "https://example.org/c/20334455",
		"https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://shop.example.org/p/12345?utm_source=newsletter&utm_campaign=spring-2024", "https://example.org/login?redirect=%2Faccount", "https://example.org/account/orders", "https://example.org/users/login",
		"https://example.org/profile/settings", "https://facebook.com/kontor", "https://www.facebook.com/kontor/", "https://de.wikipedia.org/wiki/Personalausweis_(Deutschland)", "https://example.org/produkt/stol-oak-45x60", "https://example.org/search?q=boots&size=42",
		"https://www.borger.dk/sundhed-og-sygdom/sygesikring", "https://example.org/a/2024/11/21/title-of-the-article.html", "https://example.org/?page=2&sort=price", "https://example.org/?token=&x=", "https://bit.ly/3xYz12", "http://localhost:8080/",
		"https://example.org/static/app.min.js", "https://www.dropbox.com/", "https://zoom.us/download", "https://www.amazon.de/dp/B08N5WRWNW", "and/or", "24/7", "km/h", "n/a", "3.5/5", "he.she/they", "https://", "http://x", "a://b", "see: //", "C:/Users", "tel: ukendt", "sms: ja",
		"https://example.org/kategorie/herrenschuhe-sommer-2024-sale", "https://maps.google.com/?q=Aarhus", "https://example.org/faq#returns", "https://example.org/da/kunde/service", "https://github.com/kontor/kontor/issues/12", "https://example.org/news/anna-og-den-store-by", "https://example.org/anna.html", "https://example.org/?ref=newsletter&t=43s&code=SUMMER10",
		"https://example.org/download/kontor-1.2.3.zip", "https://example.org/in/stock", "https://example.org/tag/shoes2024", "https://example.org/iphone15promax256gb", "https://example.org/a/20241121T101530Z", "https://example.org/borger/2024-nyheder",
	)
}
