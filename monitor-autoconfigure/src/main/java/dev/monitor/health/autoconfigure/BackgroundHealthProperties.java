package dev.monitor.health.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.monitor.check.autoconfigure.CheckProperties;

/**
 * Properties of health indicators checked in the background.
 */
public class BackgroundHealthProperties extends CheckProperties {

	/**
	 * What is different for single indicators, by the names under which Boot shows them.
	 */
	private Map<String, Indicator> indicators = new LinkedHashMap<>();

	public Map<String, Indicator> getIndicators() {
		return this.indicators;
	}

	public void setIndicators(Map<String, Indicator> indicators) {
		this.indicators = indicators;
	}

	/**
	 * One indicator, or all in a composite.
	 */
	public static class Indicator extends CheckProperties {

		/**
		 * Whether to leave it alone, so that each reader of health runs it.
		 */
		private boolean exclude;

		/**
		 * Whether its failure shows as what it is. Otherwise it is shown as degraded.
		 */
		private boolean required = true;

		public boolean isExclude() {
			return this.exclude;
		}

		public void setExclude(boolean exclude) {
			this.exclude = exclude;
		}

		public boolean isRequired() {
			return this.required;
		}

		public void setRequired(boolean required) {
			this.required = required;
		}

	}

}
