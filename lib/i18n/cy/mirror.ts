export default {
	copy: "Copi o’n tudalennau yw hwn, a wnaed ar {time}. Ni allwch fewngofnodi nac anfon ffurflen yma. Nid yw dim byd yma yn ateb am eich cofnodion.",
	site: "Os nad yw ein gwefan yn gweithio, rhowch gynnig arall arni yn nes ymlaen:",
	form: "Dim ond ar ein gwefan y mae’r ffurflen hon yn gweithio. Os nad yw’n gweithio, rhowch gynnig arall arni yn nes ymlaen:",
};
