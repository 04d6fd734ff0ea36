package people

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// newAlias makes the name under which others know a customer: a quality and an
// animal, drawn by lot from some fifty thousand pairs. It says nothing about
// the person, and two people may share one.
func newAlias() string { return draw(aliasQualities) + " " + draw(aliasAnimals) }

func draw(words []string) string {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
	if err != nil {
		panic(err) // crypto/rand does not fail
	}
	return words[n.Int64()]
}

// Colours, woods, stones and good qualities. None of them describes how people
// look, where they come from or what they believe.
var aliasQualities = strings.Fields(`
	Amber Amethyst Apricot Aqua Azure Beige Beryl Birch Blue Brass Brick Bright Brisk Bronze Buff Burgundy Calm
	Candid Caramel Carmine Cedar Celadon Cerise Cheerful Cherry Chestnut Cinnabar Cinnamon Citrine Clear Clever Clove
	Cobalt Copper Coral Cosy Cream Crimson Curious Daring Dashing Deep Denim Dusky Eager Early Ebony Ecru Elegant Elm
	Emerald Faithful Fawn Fern Festive Flaxen Flint Floral Fond Forest Frank Fresh Friendly Frosty Garnet Gentle Gilded
	Glad Gleaming Glossy Golden Graceful Grand Granite Green Hazel Hearty Heather Honest Honey Hopeful Humble
	Indigo Iris Ivory Ivy Jade Jasper Jolly Jovial Juniper Keen Kind Larch Lavender Lemon Lilac Lime Linden Lively Loyal
	Lucid Lucky Lunar Magenta Mahogany Maple Marble Marigold Maroon Mauve Mellow Merry Mild Mint Misty Modest Mossy
	Mulberry Mustard Neat Nimble Noble Northern Nutmeg Oaken Ochre Olive Onyx Opal Orchid Pastel Patient Peach Pearl
	Peridot Pewter Placid Pleasant Plum Polished Poppy Prudent Quartz Quick Quiet Radiant Rapid Rosy Ruby Russet Rustic
	Saffron Sage Sandy Sapphire Scarlet Sepia Serene Sienna Silken Silver Sincere Slate Sleek Smoky Snowy Solar Southern
	Spry Stately Steady Steel Sunny Swift Tawny Teal Tender Thoughtful Thrifty Tidy Timber Topaz Tranquil Trusty
	Turquoise Ultramarine Umber Upbeat Vermilion Violet Vivid Walnut Warm Wheat Willing Willow Windy Wise Witty Zesty
`)

// Animals that nobody is called as an insult.
var aliasAnimals = strings.Fields(`
	Albatross Alpaca Antelope Argali Auk Avocet Axolotl Badger Barbet Beaver Bee Beetle Bison Bittern Blackbird Bluebird
	Bluetit Bobcat Bobolink Bongo Bulbul Bullfinch Bunting Bustard Butterfly Buzzard Camel Capercaillie Capybara Caracal
	Caribou Cassowary Chaffinch Chamois Cheetah Chiffchaff Chinchilla Chipmunk Chough Cicada Cockatoo Condor
	Cormorant Corncrake Crane Cricket Crossbill Curlew Dabchick Deer Dingo Dipper Dolphin Dormouse Dotterel Dove
	Dragonfly Duiker Dunlin Dunnock Eagle Egret Eider Eland Elk Emu Ermine Falcon Fennec Ferret Fieldfare Finch Firecrest
	Firefly Flamingo Fulmar Gadwall Gannet Gazelle Gecko Gerbil Giraffe Goldcrest Goldeneye Goldfinch Goosander
	Goshawk Grebe Greenfinch Grouse Guanaco Guillemot Gull Hamster Hare Harrier Hawfinch Hawk Hedgehog Heron Hoopoe
	Hornbill Ibex Ibis Iguana Impala Jacana Jackdaw Jaguar Jay Kakapo Kestrel Kingfisher Kinglet Kite Kittiwake Kiwi
	Koala Kookaburra Kudu Ladybird Lapwing Lark Lemming Lemur Leopard Linnet Lion Llama Lynx Macaw Magpie Mallard Manatee
	Marmot Marten Martin Meerkat Merganser Merlin Mockingbird Moorhen Moose Moth Narwhal Newt Nightingale Nightjar
	Nutcracker Nuthatch Ocelot Okapi Oriole Oryx Osprey Otter Ouzel Owl Oystercatcher Panda Partridge Peacock Pelican
	Penguin Petrel Phalarope Pheasant Pintail Pipit Plover Pochard Puffin Puma Quail Quetzal Rabbit Raven Razorbill
	Redpoll Redshank Redstart Redwing Reindeer Robin Roller Rook Saiga Salamander Sanderling Sandpiper Seal Serin Serval
	Shearwater Shelduck Shoveler Siskin Skimmer Skua Skylark Smew Snipe Spoonbill Squirrel Starling Stilt Stoat Stonechat
	Stork Swallow Swan Tanager Tapir Tern Thrush Tiger Toucan Treecreeper Trogon Turnstone Turtle Vicuna Vole Wagtail
	Wallaby Warbler Waxwing Weaver Wheatear Whimbrel Whinchat Wigeon Wolverine Wombat Woodcock Woodlark Woodpecker
	Wren Wryneck Yak Zebra
`)
