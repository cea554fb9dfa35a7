import { randomInt } from "node:crypto";

/**
 * Plain words that are easy to tell apart by ear and eye. None is about politics, money or harm. The code page shows two of
 * them and the mail's subject ends with the same two, so that people notice a copied page or a forged mail. Not a secret.
 */
const list =
	"acorn amber anchor apple apron arrow autumn badge bakery balcony bamboo banjo barley barn basket beach beacon bell " +
	"bench berry birch biscuit blanket blossom bottle branch bramble bread breeze brick bridge brook broom bucket buckle " +
	"butter button cabin cable cactus candle canoe canvas caramel carpet carrot castle cedar cello chalk cherry chestnut " +
	"circle citrus clay cliff clock cloud clover coast cobalt coffee comet compass copper coral corner cotton cradle " +
	"crayon cricket crystal cupboard curtain cushion cygnet daffodil daisy dawn desk diamond dolphin donkey dragon drawer " +
	"drum duck dune eagle easel ebony echo elbow ember emerald engine envelope evening falcon feather fern ferry fiddle " +
	"field finch fjord flag flannel flint flute forest fossil fountain fox freckle frost galaxy garden garlic garnet gate " +
	"ginger glacier globe glove goose granite grape gravel guitar hammer hammock harbour harp harvest hazel heather hedge " +
	"helmet heron hill honey hook horizon igloo indigo ink iris island ivory ivy jacket jasmine jelly jersey jigsaw jug " +
	"jungle juniper kayak kennel kettle kiosk kite kiwi ladder lagoon lamp lantern lark laurel lavender leaf lemon lemur " +
	"library lilac lily linen lizard llama lobster locket lotus lupin magnet mango maple marble marigold market marmalade " +
	"meadow melon mirror mitten moon mosaic moss mountain mustard napkin nectar needle nest nettle notebook nutmeg oak " +
	"oasis ocean olive onion opal orange orbit orchard orchid otter oven owl paddle palette panda papaya paper parcel " +
	"parrot parsley pebble pelican pencil penguin pepper petal piano pickle picture pigeon pillow pine planet plaster " +
	"plum pocket pond poppy porridge postcard potato prism puffin pumpkin puzzle quartz quill quilt rabbit radish raft " +
	"rainbow raisin raven reed ribbon river robin rocket rose rowan ruby rudder saddle saffron sail salmon sandal " +
	"sapphire satchel saucer scarf seagull shell shore silver sketch slate sleeve snow spade sparrow spice spinach spoon " +
	"spring squirrel starling stone summer sunset swallow swan table tangerine teapot temple thimble thistle thunder " +
	"ticket timber toast tomato topaz torch tractor trail tulip tunnel turnip turtle umbrella valley vanilla velvet " +
	"village violet violin walnut walrus water wave weaver wheat whistle willow window winter wool wren yacht yellow " +
	"yoghurt zebra zigzag";
const words = list.split(" ");

/** Whether a text is two words of the list, as the web should have written. The worker writes them into a mail. */
export function areMatchingWords(text: string): boolean {
	const [first = "", second = "", ...more] = text.split(" ");
	return more.length === 0 && words.includes(first) && words.includes(second);
}

/** Returns two different random words: "amber kettle". */
export function newMatchingWords(): string {
	const first = randomInt(words.length);
	const second = (first + 1 + randomInt(words.length - 1)) % words.length;
	return `${words[first]} ${words[second]}`;
}
