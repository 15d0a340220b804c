package dev.monitor.property.autoconfigure;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A property that there is.
 *
 * @param elements its name; {@code *} stands for a key of a map, {@code [*]} for a place
 * in a list
 * @param uniform the letters and digits of these
 * @param open whether anything may stand below it
 */
record KnownProperty(String[] elements, String[] uniform, boolean open) {

	static KnownProperty of(String name, boolean open) {
		String[] elements = name.replace("[*]", ".[*]").split("\\.");
		String[] uniform = new String[elements.length];
		for (int i = 0; i < elements.length; i++) {
			uniform[i] = uniform(elements[i]);
		}
		return new KnownProperty(elements, uniform, open);
	}

	/**
	 * Tell whether a name is this property, stands below it, or is what this one stands
	 * below: empty, as in YAML.
	 */
	boolean covers(ConfigurationPropertyName name) {
		int length = name.getNumberOfElements();
		if (length > this.elements.length && !this.open) {
			return false;
		}
		for (int i = 0; i < Math.min(length, this.elements.length); i++) {
			if (!isAny(i) && !this.uniform[i].equals(name.getElement(i, Form.UNIFORM))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return this property's name with the keys and places of another.
	 */
	String like(ConfigurationPropertyName name) {
		StringBuilder like = new StringBuilder();
		for (int i = 0; i < this.elements.length; i++) {
			String key = (i < name.getNumberOfElements()) ? name.getElement(i, Form.ORIGINAL) : "<name>";
			if (this.elements[i].equals("[*]")) {
				like.append('[').append(key).append(']');
			}
			else {
				like.append((i > 0) ? "." : "").append(isAny(i) ? key : this.elements[i]);
			}
		}
		return like.toString();
	}

	private boolean isAny(int element) {
		return this.uniform[element].isEmpty();
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
