package dev.monitor.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The content coding gzip (RFC 9110, section 8.4.1.3).
 */
public final class Gzip {

	private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

	private Gzip() {
	}

	/**
	 * Tell whether a client takes gzip (RFC 9110, section 12.5.3). A wildcard is not
	 * taken as a wish for it.
	 * @param acceptEncoding all values of the header
	 * @return whether it does
	 */
	public static boolean isAccepted(List<String> acceptEncoding) {
		for (String value : acceptEncoding) {
			for (String element : value.toLowerCase(Locale.ROOT).split(",", -1)) {
				String[] coding = element.split(";", -1);
				if (coding[0].strip().equals("gzip")) {
					return coding.length == 1 || !REFUSED.matcher(coding[1].strip()).matches();
				}
			}
		}
		return false;
	}

	/**
	 * Compress.
	 * @param bytes the bytes
	 * @return the same, coded
	 */
	public static byte[] compress(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 8 + 64);
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

}
