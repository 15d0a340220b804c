package dev.monitor.property.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The properties of which configuration metadata on the class path tell: Monitor's, and
 * those that an application has below the same prefix. The text is searched for names
 * rather than parsed: it is read where applications start.
 */
final class KnownProperties {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String NAME = "\"name\": \"";

	private static final String TYPE = "\"type\": \"";

	private static final int BELOW = 1000;

	private static final int FEW = 5;

	static final int MAX_TYPING_ERRORS = 2;

	private final List<KnownProperty> properties = new ArrayList<>();

	private KnownProperties(List<URL> metadata) throws IOException {
		Map<String, String> types = new LinkedHashMap<>();
		for (URL url : metadata) {
			try (InputStream stream = url.openStream()) {
				read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), types);
			}
		}
		Set<String> described = new HashSet<>();
		for (String name : types.keySet()) {
			int key = Math.max(name.lastIndexOf(".*."), name.lastIndexOf("[*]."));
			described.add((key > 0) ? name.substring(0, key) : "");
		}
		for (Map.Entry<String, String> type : types.entrySet()) {
			boolean collection = type.getValue().startsWith("java.util.") || type.getValue().endsWith("[]");
			this.properties.add(KnownProperty.of(type.getKey(), collection && !described.contains(type.getKey()),
					type.getValue().contains(Duration.class.getName())));
		}
	}

	/**
	 * Read Monitor's own properties, which stand beside this class. No other jar is
	 * opened.
	 */
	static KnownProperties own() throws IOException {
		String self = String.valueOf(KnownProperties.class.getResource("KnownProperties.class"));
		int root = self.lastIndexOf("dev/monitor/property/");
		return new KnownProperties((root > 0) ? List.of(new URL(self.substring(0, root) + METADATA)) : List.of());
	}

	/**
	 * Read all metadata on the class path.
	 */
	static KnownProperties all(ClassLoader classLoader) throws IOException {
		return new KnownProperties(Collections.list(classLoader.getResources(METADATA)));
	}

	private static void read(String metadata, Map<String, String> types) {
		String prefix = NAME + UnknownPropertiesListener.PREFIX + ".";
		int at = metadata.indexOf("\"properties\":");
		int end = metadata.indexOf("\"hints\":", Math.max(at, 0));
		for (at = metadata.indexOf(prefix, at); at >= 0 && (at < end || end < 0); at = metadata.indexOf(prefix, at)) {
			int name = at + NAME.length();
			at = metadata.indexOf('"', name);
			int next = metadata.indexOf(NAME, at);
			int type = metadata.indexOf(TYPE, at);
			boolean typed = type >= 0 && (next < 0 || type < next);
			types.putIfAbsent(metadata.substring(name, at), !typed ? ""
					: metadata.substring(type + TYPE.length(), metadata.indexOf('"', type + TYPE.length())));
		}
	}

	boolean isEmpty() {
		return this.properties.isEmpty();
	}

	/**
	 * Tell whether there is a property of a name, or, where that has no value, as in YAML
	 * one that is empty, properties below it.
	 */
	boolean contain(ConfigurationPropertyName name, boolean empty) {
		return this.properties.stream().anyMatch((each) -> each.covers(name) || (empty && each.isBelow(name)));
	}

	/**
	 * Tell whether a property has a time, or several, as its value.
	 */
	boolean isTime(ConfigurationPropertyName name) {
		return this.properties.stream().anyMatch((each) -> each.time() && each.covers(name));
	}

	/**
	 * Find the property whose name is nearest to one that there is not. One with the same
	 * last word is nearer, and one that stands below it the nearest, its switch above
	 * all. One that stands below a name with a few other letters is near too.
	 * @return the nearest; {@code null} if that is far: more than a third of the letters
	 * of the words that differ
	 */
	@Nullable String nearest(ConfigurationPropertyName name) {
		KnownProperty nearest = null;
		int least = Integer.MAX_VALUE;
		for (KnownProperty property : this.properties) {
			String candidate = property.like(name);
			int distance = distance(name.toString(), candidate);
			if (!property.isBelow(name)) {
				distance = Math.min(distance, FEW + distance(name.toString(), property.start(name)));
			}
			String last = lastWord(candidate);
			distance -= last.equals(lastWord(name.toString())) ? last.length() : 0;
			distance -= !property.isBelow(name) ? 0 : last.equals("enabled") ? 2 * BELOW : BELOW;
			if (distance < least) {
				least = distance;
				nearest = property;
			}
		}
		return (nearest != null && isNear(name, nearest)) ? nearest.like(name) : null;
	}

	private static boolean isNear(ConfigurationPropertyName name, KnownProperty property) {
		if (property.fits(name) || property.hasAll(name)) {
			return true;
		}
		int distance = Math.min(distance(name.toString(), property.like(name)),
				distance(name.toString(), property.start(name)));
		return distance <= Math.max(MAX_TYPING_ERRORS, property.lettersOfDifference(name) / 3);
	}

	private static String lastWord(String name) {
		return KnownProperty.uniform(name.substring(name.lastIndexOf('.') + 1));
	}

	/**
	 * Count the letters that have to be changed, added or taken away (Levenshtein).
	 */
	static int distance(String one, String other) {
		String a = KnownProperty.uniform(one);
		String b = KnownProperty.uniform(other);
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int changed = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}

}
