using System.Reflection;
using FsCheck.Xunit;
using Risk.Core.Tests.Models.Explanation;
using Risk.Core.Tests.Models.Formats;
using Risk.Core.Tests.Models.Formats.Onnx;
using Risk.Core.Tests.Models.Trees;
using Risk.Core.Tests.Numerics;

namespace Risk.Core.Tests.Models;

/// <summary>
/// What it takes to score as the frameworks do, line by line, each with the tests that hold it. Against ONNX Runtime itself the operators are
/// compared in Risk.Onnx.Tests (NativeReader).
/// </summary>
public class SemanticsChecklistTests
{
    private const int Items = 32;

    private static readonly (int Item, string What, Type Tests, string[] Names)[] Checklist =
    [
        (1, "LightGBM: x <= threshold in double goes left; float32 rows widen", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.A_value_equal_to_the_threshold_goes_left_and_the_next_double_right), nameof(LightGbmSemanticsTests.A_float32_row_is_compared_in_double)]),
        (1, "thresholds rounded for a float32 engine change nothing", typeof(TreeEngineProperties), [nameof(TreeEngineProperties.An_engine_gives_the_bits_of_the_reference)]),
        (2, "decision_type bits", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.Missing_values_follow_the_decision_type)]),
        (2, "damaged decision_type", typeof(LightGbmValidationTests), [nameof(LightGbmValidationTests.A_damaged_file_is_refused_by_its_field)]),
        (3, "missing none, zero, NaN", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.Missing_values_follow_the_decision_type)]),
        (4, "values up to 1e-35 arrive as zero", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.Tiny_values_are_zero)]),
        (5, "categories: NaN, negative, fractions, beyond the set, beyond int", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.Categories_in_the_set_go_left_and_everything_else_right)]),
        (6, "a tree of one leaf, tree_sizes", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.A_tree_of_one_leaf_has_no_split_arrays), nameof(LightGbmSemanticsTests.Tree_sizes_do_not_matter)]),
        (7, "sums in double, iteration by iteration, then class", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.Trees_add_up_in_double_in_file_order), nameof(LightGbmSemanticsTests.Trees_go_round_the_classes)]),
        (8, "random forests average, then link; version 2 warns", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.A_random_forest_averages_and_then_applies_the_link), nameof(LightGbmSemanticsTests.A_random_forest_of_LightGBM_2_warns)]),
        (9, "links by objective", typeof(LightGbmSemanticsTests),
            [nameof(LightGbmSemanticsTests.Every_objective_has_its_link), nameof(LightGbmSemanticsTests.Multiclass_is_softmax_and_one_against_all_is_not_normalized)]),
        (10, "linear leaves", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.Linear_leaves_fall_back_to_the_plain_value_when_a_feature_is_missing)]),
        (11, "early stopping, pandas categories, metadata", typeof(LightGbmSemanticsTests),
        [
            nameof(LightGbmSemanticsTests.Early_stopping_of_predictions_is_not_followed_and_told), nameof(LightGbmSemanticsTests.Pandas_categories_are_told),
            nameof(LightGbmSemanticsTests.What_the_file_says_of_itself_is_told),
        ]),
        (12, "the number of columns", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.A_row_has_as_many_values_as_the_model_has_columns)]),
        (13, "XGBoost: x < threshold in float32 goes left", typeof(XGBoostSemanticsTests),
            [nameof(XGBoostSemanticsTests.A_value_equal_to_the_threshold_goes_right_and_the_float_before_it_left), nameof(XGBoostSemanticsTests.A_float64_row_is_rounded_to_float32_first)]),
        (13, "one kernel serves < and <=", typeof(TreeEngineProperties), [nameof(TreeEngineProperties.An_engine_gives_the_bits_of_the_reference)]),
        (14, "only NaN is missing; infinities are compared", typeof(XGBoostSemanticsTests),
            [nameof(XGBoostSemanticsTests.Only_NaN_is_missing_and_takes_the_default_side), nameof(XGBoostSemanticsTests.A_missing_value_other_than_NaN_is_told)]),
        (15, "categories the other way round", typeof(XGBoostSemanticsTests),
            [nameof(XGBoostSemanticsTests.Categories_in_the_set_go_right_and_everything_else_left), nameof(XGBoostSemanticsTests.A_missing_category_takes_the_default_side)]),
        (16, "sums in float32 from the base margin, in file order", typeof(XGBoostSemanticsTests), [nameof(XGBoostSemanticsTests.Trees_add_up_in_float32_in_file_order_from_the_base_margin)]),
        (16, "the framework's bits", typeof(XGBoostGoldenTests), [nameof(XGBoostGoldenTests.Margins_are_bit_exact_and_outputs_within_ulps)]),
        (16, "the bits of every case", typeof(ManifestParityTests), [nameof(ManifestParityTests.Margins_are_bit_exact_and_outputs_within_tolerance)]),
        (17, "base score: spellings and spaces", typeof(XGBoostSemanticsTests),
        [
            nameof(XGBoostSemanticsTests.A_base_score_has_several_spellings), nameof(XGBoostSemanticsTests.The_base_score_becomes_a_margin_by_the_objective),
            nameof(XGBoostSemanticsTests.Each_class_may_have_its_own_base_score), nameof(XGBoostSemanticsTests.Since_3_1_a_base_probability_keeps_its_distance_from_0_and_1),
            nameof(XGBoostSemanticsTests.A_base_score_outside_its_space_is_refused),
        ]),
        (18, "dart, labels, hinge", typeof(XGBoostSemanticsTests),
            [nameof(XGBoostSemanticsTests.Dart_weights_multiply_leaves_in_both_spellings), nameof(XGBoostSemanticsTests.Softmax_gives_the_label_and_hinge_0_or_1)]),
        (18, "forests and ranking", typeof(XGBoostGoldenTests), [nameof(XGBoostGoldenTests.Margins_are_bit_exact_and_outputs_within_ulps)]),
        (19, "vector leaves, targets, iterations", typeof(XGBoostSemanticsTests),
        [
            nameof(XGBoostSemanticsTests.Vector_leaves_are_read_in_the_layout_of_2_0), nameof(XGBoostSemanticsTests.Vector_leaves_are_read_in_the_layout_of_3_2),
            nameof(XGBoostSemanticsTests.Vector_leaves_of_another_width_than_the_outputs_are_refused),
            nameof(XGBoostSemanticsTests.Every_tree_counts_whatever_the_best_iteration_and_that_is_told),
        ]),
        (20, "UBJSON, nearest float32, NaN and Infinity", typeof(XGBoostSemanticsTests),
        [
            nameof(XGBoostSemanticsTests.UBJSON_may_use_any_width_of_integers_and_any_kind_of_array), nameof(XGBoostSemanticsTests.Numbers_are_rounded_to_float32_once),
            nameof(XGBoostSemanticsTests.Infinite_thresholds_have_several_spellings), nameof(XGBoostSemanticsTests.NaN_may_stand_where_a_category_is_tested),
        ]),
        (21, "gblinear", typeof(XGBoostSemanticsTests), [nameof(XGBoostSemanticsTests.A_missing_feature_adds_nothing_to_a_linear_booster)]),
        (21, "the binary format is refused", typeof(RiskModelTests), [nameof(RiskModelTests.The_binary_format_is_refused_without_its_prefix_too)]),
        (22, "deleted nodes", typeof(XGBoostSemanticsTests), [nameof(XGBoostSemanticsTests.Deleted_nodes_and_numbers_out_of_order_are_no_problem)]),
        (23, "ONNX modes mix; NaN compares false unless tracked", typeof(OnnxTreeTests),
            [nameof(OnnxTreeTests.Modes_mix_in_one_tree_and_NaN_compares_false_unless_tracked), nameof(OnnxTreeTests.A_classifier_becomes_an_ensemble_with_one_margin)]),
        (24, "float32 thresholds: parity is against the graph", typeof(OnnxSpeedModelTests), [nameof(OnnxSpeedModelTests.ONNX_agrees_with_its_LightGBM_twin)]),
        (24, "double thresholds", typeof(OnnxTreeTests), [nameof(OnnxTreeTests.Double_thresholds_are_compared_in_double)]),
        (25, "aggregates, base values, ignored transforms", typeof(OnnxTreeTests),
        [
            nameof(OnnxTreeTests.Aggregates_add_their_base_and_a_single_target_ignores_its_transform), nameof(OnnxTreeTests.One_base_value_belongs_to_the_sum),
            nameof(OnnxTreeTests.Two_base_values_leave_the_second_class_at_zero), nameof(OnnxTreeTests.Two_base_values_for_the_second_class_hide_its_sum_and_are_warned_of),
        ]),
        (26, "two classes by one sum", typeof(OnnxTreeTests),
        [
            nameof(OnnxTreeTests.A_classifier_becomes_an_ensemble_with_one_margin), nameof(OnnxTreeTests.Positive_weights_are_probabilities_and_decide_at_one_half),
            nameof(OnnxTreeTests.Votes_for_both_classes_answer_zero_and_one_whatever_the_labels),
        ]),
        (26, "SOFTMAX_ZERO", typeof(LinkFunctionsTests), [nameof(LinkFunctionsTests.Softmax_zero_keeps_exact_zeros_and_leaves_them_out_of_the_sum)]),
        (26, "text labels", typeof(OnnxImportTests), [nameof(OnnxImportTests.A_scikit_learn_pipeline_scores_by_hand)]),
        (27, "TreeEnsemble 5: sets, NaN between them, leaves of their own", typeof(OnnxTreeTests),
            [nameof(OnnxTreeTests.Version_5_has_sets_and_leaves_of_their_own), nameof(OnnxTreeTests.A_chain_of_equalities_that_meet_is_a_set)]),
        (28, "Imputer, Scaler, Normalizer, Binarizer", typeof(OnnxOperatorTests),
        [
            nameof(OnnxOperatorTests.Imputer_matches_NaN), nameof(OnnxOperatorTests.Scaler_takes_the_offset_off_first),
            nameof(OnnxOperatorTests.Normalizer_leaves_zero_norms_alone), nameof(OnnxOperatorTests.Binarizer_is_strict_and_passes_NaN_on),
        ]),
        (29, "scikit-learn's forest through ONNX", typeof(OnnxManifestTests), [nameof(OnnxManifestTests.Outputs_are_within_tolerance)]),
        (30, "-0 is 0, denormals stay", typeof(LightGbmSemanticsTests), [nameof(LightGbmSemanticsTests.Negative_zero_is_zero), nameof(LightGbmSemanticsTests.Tiny_values_are_zero)]),
        (30, "links within 2 ulp", typeof(DoubleMathTests),
            [nameof(DoubleMathTests.Exp_is_within_an_ulp), nameof(DoubleMathTests.Sigmoid_is_within_2_ulp), nameof(DoubleMathTests.SoftPlus_is_within_2_ulp), nameof(DoubleMathTests.Tanh_is_within_2_ulp)]),
        (31, "the same bits on every instruction set", typeof(InstructionSetTests),
        [
            nameof(InstructionSetTests.Trees_have_the_same_bits_everywhere), nameof(InstructionSetTests.Linear_models_have_the_same_bits_everywhere),
            nameof(InstructionSetTests.Networks_have_the_same_bits_everywhere), nameof(InstructionSetTests.Link_functions_have_the_same_bits_everywhere),
            nameof(InstructionSetTests.Calibrations_have_the_same_bits_everywhere),
        ]),
        (32, "XGBoost files that can't be used", typeof(XGBoostValidationTests),
        [
            nameof(XGBoostValidationTests.A_damaged_tree_is_refused_by_its_field), nameof(XGBoostValidationTests.A_tree_may_be_deep_but_not_absurd),
            nameof(XGBoostValidationTests.A_wide_tree_of_more_than_65_535_nodes_loads), nameof(XGBoostValidationTests.An_absurd_length_is_refused_without_taking_memory),
            nameof(XGBoostValidationTests.Values_nested_without_end_are_refused_without_recursion), nameof(XGBoostValidationTests.A_file_that_was_cut_off_anywhere_is_refused),
        ]),
        (32, "LightGBM files that can't be used", typeof(LightGbmValidationTests),
            [nameof(LightGbmValidationTests.A_damaged_file_is_refused_by_its_field), nameof(LightGbmValidationTests.A_file_that_was_cut_off_before_the_end_of_trees_is_refused)]),
        (32, "ONNX files that can't be used", typeof(OnnxTreeTests),
        [
            nameof(OnnxTreeTests.Damaged_trees_are_refused_with_their_place), nameof(OnnxTreeTests.A_threshold_that_is_NaN_is_refused),
            nameof(OnnxTreeTests.Nodes_that_share_and_share_again_are_refused_before_they_are_copied),
        ]),
        (32, "thousands of damaged files", typeof(ModelMutationTests),
        [
            nameof(ModelMutationTests.Damaged_XGBoost_JSON_never_crashes), nameof(ModelMutationTests.Damaged_XGBoost_UBJSON_never_crashes),
            nameof(ModelMutationTests.Damaged_LightGBM_text_never_crashes), nameof(ModelMutationTests.Damaged_coefficients_never_crash),
            nameof(ModelMutationTests.Damaged_scorecards_never_crash),
        ]),
        (32, "thousands of damaged ONNX files", typeof(OnnxMutationTests), [nameof(OnnxMutationTests.Damaged_files_are_refused_or_score)]),
    ];

    [Fact]
    public void Every_line_has_tests_that_run()
    {
        Assert.Equal(Enumerable.Range(1, Items), Checklist.Select(static line => line.Item).Distinct());
        foreach ((int item, string what, Type tests, string[] names) in Checklist)
        {
            Assert.NotEmpty(names);
            Assert.All(names, name =>
            {
                MethodInfo method = tests.GetMethod(name)!;

                // Tests of the public data are skipped where it is not; they run where it is.
                bool runs = method.GetCustomAttribute<FactAttribute>() is { Skip: null } or SharedDataFactAttribute or SharedDataTheoryAttribute
                    || method.GetCustomAttribute<PropertyAttribute>() is not null;
                Assert.True(runs, $"{item} ({what}): {name} is no test that runs.");
            });
        }
    }
}
