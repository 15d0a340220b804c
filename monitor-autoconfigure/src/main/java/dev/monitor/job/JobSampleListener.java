package dev.monitor.job;

/**
 * Told of samples of systems.
 */
@FunctionalInterface
public interface JobSampleListener {

	/**
	 * A sample was taken.
	 * @param sampler who took it
	 * @param sample the sample
	 */
	void sampled(JobSampler sampler, JobSample sample);

}
