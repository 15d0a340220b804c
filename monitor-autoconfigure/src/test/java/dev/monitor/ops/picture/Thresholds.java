package dev.monitor.ops.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * From which value on which colour holds.
 *
 * @param steps the steps, the least first
 */
record Thresholds(List<Step> steps) {

	private static final Map<String, String> COLOURS = Map.of("red", "#e02f44", "orange", "#e0752d", "green", "#37872d",
			"blue", "#3274d9");

	static Thresholds of(JsonNode field) {
		return steps(field.path("thresholds").path("steps"));
	}

	/**
	 * Return the thresholds among properties that override those of a panel.
	 */
	static Thresholds of(Map<String, JsonNode> properties) {
		JsonNode thresholds = properties.get("thresholds");
		return (thresholds != null) ? steps(thresholds.get("steps")) : new Thresholds(List.of());
	}

	private static Thresholds steps(JsonNode array) {
		List<Step> steps = new ArrayList<>();
		for (JsonNode step : array) {
			steps.add(new Step(colour(step.get("color").asString()),
					step.get("value").isNull() ? Double.NEGATIVE_INFINITY : step.get("value").asDouble()));
		}
		return new Thresholds(steps);
	}

	/**
	 * Return the thresholds that are to be drawn as lines.
	 */
	static Thresholds drawn(JsonNode field) {
		return field.path("custom").has("thresholdsStyle") ? of(field) : new Thresholds(List.of());
	}

	static String colour(String name) {
		return COLOURS.getOrDefault(name, "#222");
	}

	String colour(double value) {
		String colour = "#222";
		for (Step step : this.steps) {
			colour = (value >= step.from()) ? step.colour() : colour;
		}
		return colour;
	}

	record Step(String colour, double from) {

	}

}
