package dev.monitor.property.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A property that there is.
 *
 * @param elements its name; {@code *} stands for a key of a map, {@code [*]} for a place
 * in a list
 * @param uniform the letters and digits of these
 * @param open whether anything may stand below it
 * @param time whether its value is a time
 */
record KnownProperty(List<String> elements, List<String> uniform, boolean open, boolean time) {

	static KnownProperty of(String name, boolean open, boolean time) {
		List<String> elements = List.of(name.replace("[*]", ".[*]").split("\\."));
		List<String> uniform = new ArrayList<>(elements.size());
		for (String element : elements) {
			uniform.add(uniform(element));
		}
		return new KnownProperty(elements, uniform, open, time);
	}

	/**
	 * Tell whether a name is this property or stands below it.
	 */
	boolean covers(ConfigurationPropertyName name) {
		int length = name.getNumberOfElements();
		return length >= this.elements.size() && (length == this.elements.size() || this.open) && fits(name);
	}

	/**
	 * Tell whether this property stands below a name.
	 */
	boolean isBelow(ConfigurationPropertyName name) {
		return name.getNumberOfElements() < this.elements.size() && fits(name);
	}

	/**
	 * Tell whether all elements of a name are among this property's, in their order.
	 */
	boolean hasAll(ConfigurationPropertyName name) {
		int found = 0;
		for (String element : this.uniform) {
			if (found < name.getNumberOfElements() && element.equals(name.getElement(found, Form.UNIFORM))) {
				found++;
			}
		}
		return found == name.getNumberOfElements();
	}

	/**
	 * Count the letters of a name from the first element that differs to the last.
	 */
	int lettersOfDifference(ConfigurationPropertyName name) {
		int from = 0;
		int to = name.getNumberOfElements();
		int shift = this.elements.size() - to;
		while (from < Math.min(to, to + shift) && fits(name, from, from)) {
			from++;
		}
		while (Math.min(to, to + shift) > from && fits(name, to - 1, to - 1 + shift)) {
			to--;
		}
		return name.subName(from).chop(to - from).toString().length();
	}

	/**
	 * Tell whether a name begins with this property, or this property with the name.
	 */
	boolean fits(ConfigurationPropertyName name) {
		for (int i = 0; i < Math.min(name.getNumberOfElements(), this.elements.size()); i++) {
			if (!fits(name, i, i)) {
				return false;
			}
		}
		return true;
	}

	private boolean fits(ConfigurationPropertyName name, int its, int own) {
		return isAny(own) || this.uniform.get(own).equals(name.getElement(its, Form.UNIFORM));
	}

	/**
	 * Return this property's name with the keys and places of another.
	 */
	String like(ConfigurationPropertyName name) {
		return like(name, this.elements.size());
	}

	/**
	 * Return the same, but no more elements than the other has.
	 */
	String start(ConfigurationPropertyName name) {
		return like(name, Math.min(name.getNumberOfElements(), this.elements.size()));
	}

	private String like(ConfigurationPropertyName name, int length) {
		StringBuilder like = new StringBuilder();
		for (int i = 0; i < length; i++) {
			String key = (i < name.getNumberOfElements()) ? name.getElement(i, Form.ORIGINAL) : "<name>";
			if (this.elements.get(i).equals("[*]")) {
				like.append('[').append(key).append(']');
			}
			else {
				like.append((i > 0) ? "." : "").append(isAny(i) ? key : this.elements.get(i));
			}
		}
		return like.toString();
	}

	private boolean isAny(int element) {
		return this.uniform.get(element).isEmpty();
	}

	/**
	 * Return letters and digits of a name.
	 */
	static String uniform(String name) {
		StringBuilder uniform = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			if (Character.isLetterOrDigit(name.charAt(i))) {
				uniform.append(Character.toLowerCase(name.charAt(i)));
			}
		}
		return uniform.toString();
	}

}
